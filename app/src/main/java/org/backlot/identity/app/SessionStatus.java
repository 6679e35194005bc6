package org.backlot.identity.app;

import org.backlot.identity.api.access.Caller;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Asks the database whether a session still stands, once per request and by primary key. No node keeps an answer, so a
 * session that was ended on one is over on all.
 */
@Component
final class SessionStatus {
    private final DatabaseClient database;

    SessionStatus(DatabaseClient database) {
        this.database = database;
    }

    Mono<Boolean> stands(Caller caller) {
        return database.sql("select account_id = :account as own from access.session"
                        + " where session_id = :session and revoked_at is null")
                .bind("account", caller.accountId().value())
                .bind("session", caller.sessionId().value())
                .map(row -> Boolean.TRUE.equals(row.get("own", Boolean.class)))
                .one()
                .defaultIfEmpty(false);
    }
}
