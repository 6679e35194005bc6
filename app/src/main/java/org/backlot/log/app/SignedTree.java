package org.backlot.log.app;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.backlot.eventstore.LogReader;
import org.backlot.eventstore.LogSchema;
import org.backlot.eventstore.tree.Checkpoints;
import org.backlot.eventstore.tree.LogSigner;
import org.backlot.eventstore.tree.LogTree;
import org.backlot.eventstore.tree.Vault;
import org.backlot.shared.Sealer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tree of our log and the key that signs it. Opened when first used, because by then it is known that the master key
 * belongs to the database; the very first opening makes the key and the identity of the log.
 */
public final class SignedTree {
    private static final Logger LOG = LoggerFactory.getLogger(SignedTree.class);
    private static final String USUAL_ORIGIN = "backlot/";

    /** All parts, together. */
    public record Opened(LogSigner signer, LogTree tree, Checkpoints checkpoints, LogReader log) {}

    private final DataSource database;
    private final Sealer sealer;
    private final SecureRandom random;
    private final Optional<String> wantedOrigin;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable Opened opened;

    /** @param wantedOrigin the name of the log in checkpoints, where the configuration gives one */
    public SignedTree(DataSource database, Sealer sealer, SecureRandom random, Optional<String> wantedOrigin) {
        this.database = database;
        this.sealer = sealer;
        this.random = random;
        this.wantedOrigin = wantedOrigin;
    }

    public Opened open() {
        var known = opened;
        if (known != null) {
            return known;
        }
        opening.lock();
        try {
            known = opened;
            if (known == null) {
                known = openNow();
                opened = known;
            }
            return known;
        } finally {
            opening.unlock();
        }
    }

    private Opened openNow() {
        var signer = LogSigner.open(
                database, LogSchema.LOG, new Sealed(sealer), random, id -> wantedOrigin.orElse(USUAL_ORIGIN + id));
        var origin = signer.identity().origin();
        wantedOrigin
                .filter(wanted -> !wanted.equals(origin))
                .ifPresent(wanted -> LOG.warn(
                        "the log is called {} since its first checkpoint, and cannot be called {} any more",
                        origin,
                        wanted));
        var tree = new LogTree(database, LogSchema.LOG, signer.identity());
        return new Opened(
                signer,
                tree,
                new Checkpoints(tree, Checkpoints.USUAL_INTERVAL),
                new LogReader(database, LogSchema.LOG));
    }

    private record Sealed(Sealer sealer) implements Vault {
        @Override
        public byte[] seal(byte[] secret) {
            return sealer.seal(secret);
        }

        @Override
        public byte[] open(byte[] sealed) {
            return sealer.open(sealed);
        }
    }
}
