package org.backlot.bench.simulation;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.backlot.eventstore.LogReader;
import org.backlot.eventstore.LogSchema;
import org.backlot.eventstore.LogUnavailable;
import org.backlot.eventstore.StoredEvent;
import org.backlot.eventstore.tree.Checkpoints;
import org.backlot.eventstore.tree.LogSigner;
import org.backlot.eventstore.tree.LogTree;
import org.backlot.eventstore.tree.LogVerification;
import org.backlot.eventstore.tree.ProofBundle;
import org.backlot.eventstore.tree.Vault;

/** Grows the tree over the log and signs it, on all nodes at once as the program does. */
final class Signing implements Runnable {
    private static final int AT_ONCE = 50;
    private static final int PROOFS = 5;
    private static final Duration INTERVAL = Duration.ofMillis(50);

    /** Keys of a simulation are no secret. */
    private static final Vault OPEN = new Vault() {
        @Override
        public byte[] seal(byte[] secret) {
            return secret.clone();
        }

        @Override
        public byte[] open(byte[] sealed) {
            return sealed.clone();
        }
    };

    private final DataSource database;
    private final LogSchema schema;
    private volatile long until = Long.MAX_VALUE;

    Signing(DataSource database, LogSchema schema) {
        this.database = database;
        this.schema = schema;
    }

    /** It may end when this position is signed. */
    void finish(long head) {
        until = head;
    }

    @Override
    public void run() {
        long signed = 0;
        while (signed < until) {
            try {
                var signer = signer(database, schema);
                var tree = new LogTree(database, schema, signer.identity());
                var checkpoints = new Checkpoints(tree, INTERVAL);
                while (signed < until) {
                    tree.grow(AT_ONCE);
                    checkpoints.signIfDue(signer);
                    signed = checkpoints.latest().map(kept -> kept.size() - 1).orElse(0L);
                    Nap.of(5);
                }
            } catch (LogUnavailable e) {
                Nap.of(10);
            }
        }
    }

    private static LogSigner signer(DataSource database, LogSchema schema) {
        return LogSigner.open(database, schema, OPEN, new SecureRandom(), id -> "backlot.example/simulation/" + id);
    }

    /** What the check of the whole log finds, and whether single proofs hold without the database. */
    static List<String> findings(DataSource database, LogSchema schema, List<StoredEvent> events) throws SQLException {
        var verdict = new LogVerification(database, schema).verify(Optional.empty(), List.of());
        var findings = new ArrayList<String>();
        verdict.findings().forEach(finding -> findings.add(finding.toString()));
        if (verdict.confirmed() != events.size() + 1) {
            findings.add("signed up to size " + verdict.confirmed() + ", with " + events.size() + " events");
        }
        var tree = new LogTree(database, schema, verdict.identity());
        var checkpoints = new Checkpoints(tree, INTERVAL);
        var reader = new LogReader(database, schema);
        for (int i = 0; i < PROOFS && findings.isEmpty(); i++) {
            long position = 1 + (events.size() - 1L) * i / (PROOFS - 1);
            var bundle = ProofBundle.of(
                    reader.after(position - 1, 1).getFirst(),
                    tree,
                    checkpoints.covering(position).orElseThrow());
            ProofBundle.parse(bundle.toJson())
                    .check(Optional.of(verdict.identity().key()))
                    .problems()
                    .stream()
                    .map(problem -> "the proof of " + position + ": " + problem)
                    .forEach(findings::add);
        }
        return findings;
    }
}
