package org.backlot.casting.query.search;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.backlot.casting.api.search.SearchWish;
import org.backlot.casting.query.search.AskedWords.Known;
import org.backlot.platform.query.Columns;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.r2dbc.connection.SingleConnectionFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds in the tables of the view {@code casting-search}: one look for the words that are meant, one for who has them. */
@Component
final class PostgresSearchIndex implements SearchIndex {
    private final DatabaseClient database;
    private final KnownStatistics statistics;

    PostgresSearchIndex(@Qualifier("searchDatabase") DatabaseClient database, KnownStatistics statistics) {
        this.database = database;
        this.statistics = statistics;
    }

    @Override
    public <T extends SearchText> Mono<Found<T>> find(Question question, Class<T> text) {
        if (question.wish().saysNothing()) {
            return Mono.just(Found.nothing());
        }
        var asked = new AskedWords(question.wish());
        return statistics
                .of(question.wish().kind())
                // Both statements by one connection: whoever has waited for it need not wait a second time.
                .flatMap(spread -> database.inConnection(connection -> {
                    var one = only(connection);
                    return known(one, asked).flatMap(known -> {
                        var tiers = asked.tiers(known);
                        return tiers.isEmpty()
                                ? Mono.just(Found.<T>nothing())
                                : run(
                                        one,
                                        SearchStatement.found(question, tiers, spread),
                                        question,
                                        asked.meant(known),
                                        text);
                    });
                }));
    }

    private DatabaseClient only(Connection connection) {
        var kind = database.getConnectionFactory().getMetadata();
        return DatabaseClient.create(new SingleConnectionFactory(connection, kind, true));
    }

    private static Mono<List<Known>> known(DatabaseClient one, AskedWords asked) {
        var keys = asked.keys();
        if (keys.isEmpty()) {
            return Mono.just(List.of());
        }
        return sent(one, SearchStatement.words(asked))
                .map(row -> new Known(Columns.text(row, "word"), Columns.flag(row, "named")))
                .all()
                .collectList();
    }

    private static <T extends SearchText> Mono<Found<T>> run(
            DatabaseClient one, SearchStatement statement, Question question, Set<String> words, Class<T> text) {
        return Mono.defer(() -> {
            var rows = new Rows<>(question.wish(), text);
            return sent(one, statement).map(rows::add).all().then(Mono.fromSupplier(() -> rows.of(question, words)));
        });
    }

    private static DatabaseClient.GenericExecuteSpec sent(DatabaseClient one, SearchStatement statement) {
        return one.sql(statement.sql()).bindValues(statement.binds());
    }

    /** What one statement gave. */
    private static final class Rows<T> {
        private record Row<T>(long number, int tier, int standing, Hit<T> hit) {
            Place place() {
                return new Place(tier, hit.active(), standing, hit.id());
            }
        }

        private final SearchWish wish;
        private final Class<T> text;
        private final List<Row<T>> hits = new ArrayList<>();
        private final List<Counted> counted = new ArrayList<>();
        private long seen;
        private long found;

        Rows(SearchWish wish, Class<T> text) {
            this.wish = wish;
            this.text = text;
        }

        // A row is only there while it is read. The one without a number has the counts.
        Rows<T> add(Readable row) {
            long number = Columns.number(row, "n");
            if (number == 0) {
                count(Columns.required(row, "labels", String[].class), Columns.required(row, "numbers", Long[].class));
                return this;
            }
            hits.add(new Row<>(
                    number,
                    Columns.whole(row, "tier"),
                    Columns.whole(row, "standing"),
                    new Hit<>(
                            Columns.uuid(row, "id"),
                            Columns.flag(row, "active"),
                            Columns.flag(row, "verified"),
                            wish.near() == null
                                    ? Optional.empty()
                                    : Optional.ofNullable(row.get("distance", Double.class)),
                            text.cast(SearchText.read(wish.kind(), row)))));
            return this;
        }

        private void count(String[] labels, Long[] numbers) {
            for (int at = 0; at < labels.length; at++) {
                switch (labels[at]) {
                    case "seen" -> seen = numbers[at];
                    case "found" -> found = numbers[at];
                    default -> counted.add(new Counted(labels[at], numbers[at]));
                }
            }
        }

        Found<T> of(Question question, Set<String> words) {
            hits.sort((one, other) -> Long.compare(one.number(), other.number()));
            return question.answered(
                    hits.stream().map(Row::hit).toList(),
                    words,
                    seen,
                    found,
                    counted,
                    () -> hits.getLast().place());
        }
    }
}
