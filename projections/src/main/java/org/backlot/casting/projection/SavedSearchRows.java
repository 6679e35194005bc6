package org.backlot.casting.projection;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.backlot.casting.api.SavedSearchEvent;
import org.backlot.casting.api.SavedSearchEvent.SavedSearchDeleted;
import org.backlot.casting.api.SavedSearchEvent.SearchSaved;
import org.backlot.casting.api.search.SearchDocument;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.SearchWish;
import org.backlot.shared.id.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The searches that people keep. Each tells of what matches it once, when that first appears. */
final class SavedSearchRows {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    SavedSearchRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void on(SavedSearchEvent event) {
        switch (event) {
            case SearchSaved e -> saved(e);
            case SavedSearchDeleted e -> {
                jdbc.sql("delete from alert where saved_id = ?")
                        .param(e.savedSearchId().value())
                        .update();
                jdbc.sql("delete from saved where id = ?")
                        .param(e.savedSearchId().value())
                        .update();
            }
        }
    }

    void erase(AccountId account) {
        for (var table : new String[] {"alert", "saved"}) {
            jdbc.sql("delete from " + table + " where account_id = ?")
                    .param(account.value())
                    .update();
        }
    }

    // Read again after an erasure nothing is known of it.
    private void saved(SearchSaved event) {
        event.search()
                .value()
                .ifPresent(search -> jdbc.sql("""
                        insert into saved (id, account_id, name, kind, wish, alerts, keys, saved_at)
                        values (:id, :account, :name, :kind, :wish, :alerts, :keys, :at)
                        """)
                        .param("id", event.savedSearchId().value())
                        .param("account", event.accountId().value())
                        .param("name", search.name().value())
                        .param("kind", search.wish().kind().name())
                        .param("wish", json.writeValueAsString(search.wish()))
                        .param("alerts", search.alerts())
                        .param("keys", SearchDocument.keysOf(search.wish()).toArray(String[]::new))
                        .param("at", event.at().atOffset(ZoneOffset.UTC))
                        .update());
    }

    /** Tells those who wish for it; nobody of themselves, and nobody twice. */
    void appeared(SearchKind kind, UUID target, SearchDocument document, long position, Instant at) {
        record Wish(UUID id, UUID account, String wish) {}
        var wishes = jdbc.sql("""
                        select s.id, s.account_id, s.wish from saved s
                        where s.keys && cast(:keys as text[]) and s.kind = :kind and s.alerts and s.account_id <> :target
                            and not exists (select 1 from alert a where a.saved_id = s.id and a.target = :target)
                        """)
                .param("keys", document.wishKeys().toArray(String[]::new))
                .param("kind", kind.name())
                .param("target", target)
                .query((row, _) -> new Wish(
                        row.getObject("id", UUID.class),
                        row.getObject("account_id", UUID.class),
                        row.getString("wish")))
                .list();
        for (var wish : wishes) {
            if (document.fulfils(json.readValue(wish.wish(), SearchWish.class))) {
                jdbc.sql(
                                "insert into alert (saved_id, target, kind, account_id, position, at) values (?, ?, ?, ?, ?, ?)")
                        .params(wish.id(), target, kind.name(), wish.account(), position, at.atOffset(ZoneOffset.UTC))
                        .update();
            }
        }
    }

    /** Nothing is told of whom or what is gone for good. */
    void vanished(UUID target) {
        jdbc.sql("delete from alert where target = ?").param(target).update();
    }
}
