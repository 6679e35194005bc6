package org.backlot.identity.app;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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

    /** Of many those whose session stands, by one query. */
    Mono<Set<Caller>> standing(Set<Caller> callers) {
        return database.sql("select session_id, account_id from access.session"
                        + " where session_id = any(:sessions) and revoked_at is null")
                .bind(
                        "sessions",
                        callers.stream()
                                .map(caller -> caller.sessionId().value())
                                .toArray(UUID[]::new))
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get("session_id", UUID.class)),
                        Objects.requireNonNull(row.get("account_id", UUID.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(owners -> callers.stream()
                        .filter(caller -> caller.accountId()
                                .value()
                                .equals(owners.get(caller.sessionId().value())))
                        .collect(Collectors.toSet()));
    }
}
