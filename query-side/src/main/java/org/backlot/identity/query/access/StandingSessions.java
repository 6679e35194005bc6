package org.backlot.identity.query.access;

import org.backlot.identity.api.access.Caller;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks, while an answer lasts, whether the session that it was begun in still stands. */
@Component
public final class StandingSessions {
    private final DatabaseClient database;

    public StandingSessions(DatabaseClient database) {
        this.database = database;
    }

    /** Whether it does. */
    public Mono<Boolean> stands(Caller caller) {
        return database.sql("select s.revoked_at is null and not a.erased as stands from access.session s"
                        + " join access.account a on a.account_id = s.account_id"
                        + " where s.session_id = :session and s.account_id = :account")
                .bind("session", caller.sessionId().value())
                .bind("account", caller.accountId().value())
                .map(row -> Boolean.TRUE.equals(row.get("stands", Boolean.class)))
                .one()
                .defaultIfEmpty(false);
    }
}
