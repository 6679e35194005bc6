package org.backlot.identity.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.backlot.eventstore.FencedFacts;
import org.backlot.eventstore.FencedFacts.Fact;
import org.backlot.eventstore.SharedReads;
import org.backlot.identity.api.access.Caller;
import org.backlot.platform.command.CommittedReads;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * Asks the database whether a session still stands, for every request and by primary key; who asks while others wait is
 * answered by the same query. So a session that was ended on one node is over on all. What was answered last is kept for
 * commands that cannot wait: their commit is held to it.
 */
@Component
final class SessionStatus {
    private static final int AT_A_TIME = 2;

    private final FencedFacts<Caller, Boolean> kept = new FencedFacts<>();
    private final JdbcClient jdbc;
    private final SharedReads<Caller, Boolean> reads = new SharedReads<>(AT_A_TIME, this::read);

    SessionStatus(CommittedReads reads) {
        this.jdbc = reads.jdbc();
    }

    /** May block. */
    boolean stands(Caller caller) {
        return reads.ask(caller);
    }

    /** Where the fence of the log stood when the session was last seen to stand; empty where it must be asked for. */
    OptionalLong stoodAt(Caller caller) {
        return kept.find(caller).map(fact -> OptionalLong.of(fact.fence())).orElseGet(OptionalLong::empty);
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

    private boolean isOwn(Caller caller, Map<UUID, Fact<UUID>> owners) {
        var owner = owners.get(caller.sessionId().value());
        if (owner == null || !caller.accountId().value().equals(owner.value())) {
            return false;
        }
        kept.keep(caller, new Fact<>(true, owner.fence()));
        return true;
    }

    /** The account of each session that was not revoked. */
    private Map<UUID, Fact<UUID>> owners(Collection<Caller> callers) {
        var sessions =
                callers.stream().map(caller -> caller.sessionId().value()).toArray(UUID[]::new);
        var owners = new HashMap<UUID, Fact<UUID>>();
        jdbc.sql("select session_id, account_id, (select fence from log.head) as fence from access.session"
                        + " where session_id = any(?) and revoked_at is null")
                .param(new SqlArrayValue("uuid", (Object[]) sessions))
                .query(row -> {
                    owners.put(
                            row.getObject("session_id", UUID.class),
                            new Fact<>(row.getObject("account_id", UUID.class), row.getLong("fence")));
                });
        return owners;
    }
}
