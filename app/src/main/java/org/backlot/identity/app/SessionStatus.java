package org.backlot.identity.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.backlot.eventstore.SharedReads;
import org.backlot.identity.api.access.Caller;
import org.backlot.platform.command.CommittedReads;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * Asks the database whether a session still stands, for every request and by primary key; who asks while others wait is
 * answered by the same query. No node keeps an answer, so a session that was ended on one is over on all. Blocks.
 */
@Component
final class SessionStatus {
    private static final int AT_A_TIME = 2;

    private final JdbcClient jdbc;
    private final SharedReads<Caller, Boolean> reads = new SharedReads<>(AT_A_TIME, this::read);

    SessionStatus(CommittedReads reads) {
        this.jdbc = reads.jdbc();
    }

    boolean stands(Caller caller) {
        return reads.ask(caller);
    }

    /** Of many those whose session stands, by one query. */
    Set<Caller> standing(Set<Caller> callers) {
        var owners = owners(callers);
        var standing = new HashSet<Caller>();
        callers.stream().filter(caller -> isOwn(caller, owners)).forEach(standing::add);
        return standing;
    }

    private List<Boolean> read(List<Caller> callers) {
        var owners = owners(callers);
        var answers = new ArrayList<Boolean>(callers.size());
        callers.forEach(caller -> answers.add(isOwn(caller, owners)));
        return answers;
    }

    private static boolean isOwn(Caller caller, Map<UUID, UUID> owners) {
        return caller.accountId().value().equals(owners.get(caller.sessionId().value()));
    }

    /** The account of each session that was not revoked. */
    private Map<UUID, UUID> owners(Collection<Caller> callers) {
        var sessions =
                callers.stream().map(caller -> caller.sessionId().value()).toArray(UUID[]::new);
        var owners = new HashMap<UUID, UUID>();
        jdbc.sql("select session_id, account_id from access.session where session_id = any(?) and revoked_at is null")
                .param(new SqlArrayValue("uuid", (Object[]) sessions))
                .query(row -> {
                    owners.put(row.getObject("session_id", UUID.class), row.getObject("account_id", UUID.class));
                });
        return owners;
    }
}
