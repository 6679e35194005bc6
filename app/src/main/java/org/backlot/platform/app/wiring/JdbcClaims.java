package org.backlot.platform.app.wiring;

import java.util.Optional;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.backlot.eventstore.Claim;
import org.backlot.eventstore.axon.PostgresEventStorageEngine;
import org.backlot.platform.command.Claims;
import org.backlot.platform.command.CommittedReads;
import org.backlot.shared.Rejection;
import org.backlot.shared.RejectionCode;
import org.backlot.shared.ServerSecret;
import org.springframework.stereotype.Component;

/**
 * Uniqueness as guards of the append: a claim enters the log's tables with the events that need it, or keeps them out. The
 * value is kept as a keyed digest only, for it may be personal.
 */
@Component
final class JdbcClaims implements Claims {
    private final CommittedReads reads;
    private final PostgresEventStorageEngine engine;
    private final ServerSecret secret;

    JdbcClaims(CommittedReads reads, PostgresEventStorageEngine engine, ServerSecret secret) {
        this.reads = reads;
        this.engine = engine;
        this.secret = secret;
    }

    @Override
    public void claim(String kind, String value, String owner, RejectionCode taken) {
        var holder = ownerOf(kind, value);
        if (holder.isEmpty()) {
            // Whoever is first with the commit has it; the other's unit is done again, and then sees whose it is.
            engine.unitAppend(CurrentUnitOfWork.get()).claim(new Claim(kind, digest(kind, value), owner));
        } else if (!holder.get().equals(owner)) {
            throw Rejection.of(taken);
        }
    }

    @Override
    public Optional<String> ownerOf(String kind, String value) {
        return reads.jdbc()
                .sql("select owner from log.claim where space = ? and value = ?")
                .param(kind)
                .param(digest(kind, value))
                .query(String.class)
                .optional();
    }

    @Override
    public void releaseAll(String owner) {
        engine.unitAppend(CurrentUnitOfWork.get()).release(owner);
    }

    private byte[] digest(String kind, String value) {
        return secret.digest("claim/" + kind, value);
    }
}
