package org.backlot.casting.query.search;

import io.r2dbc.spi.Readable;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.platform.query.Columns;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.SavedSearchId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads what newly matched. What may not be seen any more is not told of; that is asked in the same statement. */
@Component
final class SearchAlerts {
    private static final int AT_ONCE = 100;
    private static final String SEEN = """
            (exists (select 1 from casting_search.call c where c.id = a.target)
             or exists (select 1 from casting_search.talent t join casting_access.talent f on f.account_id = t.id
                        where t.id = a.target and (not f.minor or f.consented)))
            """;

    private final DatabaseClient database;

    SearchAlerts(DatabaseClient database) {
        this.database = database;
    }

    /** The alerts of somebody after a position, all of each position. */
    Flux<SearchAlert> after(AccountId account, long position) {
        return database.sql(
                        "select a.* from casting_search.alert a where a.account_id = :account and a.position > :after"
                                + " and " + SEEN + " order by a.position fetch first " + AT_ONCE + " rows with ties")
                .bind("account", account.value())
                .bind("after", position)
                .map(SearchAlerts::alert)
                .all();
    }

    /** The last alerts of somebody, the newest first. */
    Flux<SearchAlert> last(AccountId account) {
        return database.sql("select a.* from casting_search.alert a where a.account_id = :account and " + SEEN
                        + " order by a.position desc, a.saved_id, a.target limit " + AT_ONCE)
                .bind("account", account.value())
                .map(SearchAlerts::alert)
                .all();
    }

    /** Where the newest of all is; 0 where there is none. */
    Mono<Long> newest() {
        return database.sql("select coalesce(max(position), 0) as newest from casting_search.alert")
                .map(row -> Columns.number(row, "newest"))
                .one();
    }

    private static SearchAlert alert(Readable row) {
        return new SearchAlert(
                Columns.number(row, "position"),
                new SavedSearchId(Columns.uuid(row, "saved_id")),
                SearchKind.valueOf(Columns.text(row, "kind")),
                Columns.uuid(row, "target"),
                Columns.instant(row, "at"));
    }
}
