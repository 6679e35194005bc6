package org.backlot.casting.query.search;

import java.time.LocalDate;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.SearchWish;
import org.backlot.platform.query.Columns;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.SavedSearchId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Reads the searches that people keep and have made, and what is known of all together. */
@Component
final class SearchLog {
    private final DatabaseClient database;
    private final JsonMapper json;

    SearchLog(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    Flux<SavedSearchView> saved(AccountId account) {
        return database.sql("select * from casting_search.saved where account_id = :account order by saved_at, id")
                .bind("account", account.value())
                .map(row -> new SavedSearchView(
                        new SavedSearchId(Columns.uuid(row, "id")),
                        Columns.text(row, "name"),
                        json.readValue(Columns.text(row, "wish"), SearchWish.class),
                        Columns.flag(row, "alerts"),
                        Columns.instant(row, "saved_at")))
                .all();
    }

    Flux<SearchedView> history(AccountId account, int limit) {
        return database.sql("select * from search_log.history where account_id = :account"
                        + " order by at desc, number desc limit :limit")
                .bind("account", account.value())
                .bind("limit", limit)
                .map(row -> new SearchedView(
                        Columns.instant(row, "at"),
                        json.readValue(Columns.text(row, "wish"), SearchWish.class),
                        Columns.number(row, "found"),
                        Columns.flag(row, "exact")))
                .all();
    }

    Mono<SearchAnalytics> analytics(LocalDate from) {
        return Mono.zip(
                        database.sql("select cast(coalesce(sum(executions), 0) as bigint) as executions,"
                                        + " cast(coalesce(sum(without_result), 0) as bigint) as without_result"
                                        + " from search_log.term where day >= :from")
                                .bind("from", from)
                                .map(row -> new long[] {
                                    Columns.number(row, "executions"), Columns.number(row, "without_result")
                                })
                                .one(),
                        terms(from, "executions").collectList(),
                        terms(from, "without_result").collectList())
                .map(all -> new SearchAnalytics(all.getT1()[0], all.getT1()[1], all.getT2(), all.getT3()));
    }

    private Flux<SearchAnalytics.Term> terms(LocalDate from, String by) {
        return database.sql(("select kind, term, cast(sum(executions) as bigint) as executions,"
                                + " cast(sum(without_result) as bigint) as without_result from search_log.term"
                                + " where day >= :from group by kind, term having sum(%1$s) > 0"
                                + " order by sum(%1$s) desc, term limit 50")
                        .formatted(by))
                .bind("from", from)
                .map(row -> new SearchAnalytics.Term(
                        SearchKind.valueOf(Columns.text(row, "kind")),
                        Columns.text(row, "term"),
                        Columns.number(row, "executions"),
                        Columns.number(row, "without_result")))
                .all();
    }
}
