// Why this file exists: a search must not wait until it is written down that it was made.
package org.backlot.casting.query.search;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.backlot.casting.api.search.SearchWish;
import org.backlot.identity.api.access.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Notes what was searched for: for each person their own history, and for all together how often, without them. Written a
 * few times a second, many at once. What is not written when the program is killed is lost, and so is what comes while too
 * many wait; nothing depends on it.
 */
@Component
final class SearchRecorder implements DisposableBean {
    private static final int MOST_WAITING = 10_000;
    private static final int AT_ONCE = 1_000;
    private static final Duration EVERY = Duration.ofMillis(100);
    private static final Logger LOG = LoggerFactory.getLogger(SearchRecorder.class);

    // Who is forgotten meanwhile gets no row: their account is held still until this is committed, and whoever
    // deletes the history comes after that.
    private static final String HISTORY = """
            insert into search_log.history (account_id, at, wish, found, exact)
            select h.account, h.at, h.wish, h.found, h.exact
            from jsonb_to_recordset(cast(:rows as jsonb))
                as h (account uuid, at timestamptz, wish text, found bigint, exact boolean)
            join access.account a on a.account_id = h.account and not a.erased
            for share of a
            """;

    private static final String TERMS = """
            insert into search_log.term (day, kind, term, executions, without_result)
            select t.day, t.kind, t.term, count(*), count(*) filter (where t.found = 0)
            from jsonb_to_recordset(cast(:rows as jsonb)) as t (day date, kind text, term text, found bigint)
            group by t.day, t.kind, t.term
            order by t.day, t.kind, t.term
            on conflict (day, kind, term) do update set executions = term.executions + excluded.executions,
                without_result = term.without_result + excluded.without_result
            """;

    private record History(UUID account, Instant at, String wish, long found, boolean exact) {}

    private record Term(LocalDate day, String kind, String term, long found) {}

    private record Search(Optional<History> history, Term term) {}

    private final DatabaseClient database;
    private final JsonMapper json;
    private final Clock clock;
    private final BlockingQueue<Search> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Disposable writing;

    SearchRecorder(DatabaseClient database, JsonMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
        this.writing = Flux.interval(EVERY)
                .onBackpressureDrop()
                .concatMap(_ -> write(), 0)
                .subscribe();
    }

    /** Notes a search, if there is room. */
    void searched(Optional<Caller> caller, SearchWish wish, long found, boolean exact) {
        var now = clock.instant();
        var term = new Term(
                now.atOffset(ZoneOffset.UTC).toLocalDate(), wish.kind().name(), String.join(" ", wish.words()), found);
        var history = caller.map(
                who -> new History(who.accountId().value(), now, json.writeValueAsString(wish), found, exact));
        if (!waiting.offer(new Search(history, term))) {
            LOG.debug("Too many searches wait to be noted");
        }
    }

    private Mono<Void> write() {
        var searches = new ArrayList<Search>();
        waiting.drainTo(searches, AT_ONCE);
        if (searches.isEmpty()) {
            return Mono.empty();
        }
        return insert(
                        HISTORY,
                        searches.stream()
                                .flatMap(search -> search.history().stream())
                                .toList())
                .then(insert(TERMS, searches.stream().map(Search::term).toList()))
                .onErrorResume(failure -> {
                    // Its message may quote what was searched for.
                    LOG.warn(
                            "{} searches could not be noted: {}",
                            searches.size(),
                            failure.getClass().getSimpleName());
                    return Mono.empty();
                });
    }

    private Mono<Void> insert(String sql, List<?> rows) {
        return rows.isEmpty()
                ? Mono.empty()
                : database.sql(sql)
                        .bind("rows", json.writeValueAsString(rows))
                        .fetch()
                        .rowsUpdated()
                        .then();
    }

    @Override
    public void destroy() {
        writing.dispose();
    }
}
