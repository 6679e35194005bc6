package org.backlot.log.app;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.backlot.eventstore.LogReader;
import org.backlot.eventstore.LogSchema;
import org.backlot.eventstore.tree.Checkpoints;
import org.backlot.eventstore.tree.Finding;
import org.backlot.eventstore.tree.LogIdentity;
import org.backlot.eventstore.tree.LogTree;
import org.backlot.eventstore.tree.LogVerification;
import org.backlot.eventstore.tree.ProofBundle;
import org.backlot.eventstore.tree.SignedNote;
import org.backlot.eventstore.tree.VerifierKey;

/** What the command line does with a log: check all of it, prove one event. It needs the database alone, and no secret. */
public final class LogCheck {
    /**
     * What is to be believed beside the database.
     *
     * @param key of the log, as a verifier key; nothing: the one in the database
     * @param checkpoints notes that somebody kept elsewhere
     */
    public record Given(Optional<String> key, List<String> checkpoints) {
        public Given {
            checkpoints = List.copyOf(checkpoints);
        }
    }

    /**
     * What came of a check.
     *
     * @param confirmed all positions below agree with a signed checkpoint
     * @param findings what is not as it was signed
     */
    public record Report(
            String origin,
            String key,
            long rows,
            long head,
            long treeSize,
            long checkpoints,
            long confirmed,
            List<Finding> findings,
            long furtherFindings) {
        public Report {
            findings = List.copyOf(findings);
        }
    }

    private final DataSource database;

    public LogCheck(DataSource database) {
        this.database = database;
    }

    /** Checks the whole log. */
    public Report verify(Given given) {
        var verdict = new LogVerification(database, LogSchema.LOG)
                .verify(
                        given.key().map(VerifierKey::parse),
                        given.checkpoints().stream().map(SignedNote::parse).toList());
        return new Report(
                verdict.identity().origin(),
                verdict.identity().key().toString(),
                verdict.rows(),
                verdict.head(),
                verdict.treeSize(),
                verdict.checkpoints(),
                verdict.confirmed(),
                verdict.findings(),
                verdict.furtherFindings());
    }

    /** The event at a position with everything that proves it, as JSON. */
    public String prove(long position) {
        var identity = LogIdentity.read(database, LogSchema.LOG)
                .orElseThrow(() -> new IllegalArgumentException("nothing of this log was ever signed"));
        var row = new LogReader(database, LogSchema.LOG)
                .after(position - 1, 1).stream()
                        .filter(found -> found.position() == position)
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("the log has no position " + position));
        var tree = new LogTree(database, LogSchema.LOG, identity);
        var kept = new Checkpoints(tree, Checkpoints.USUAL_INTERVAL)
                .covering(position)
                .orElseThrow(() -> new IllegalArgumentException("no checkpoint covers position " + position
                        + " yet; one comes within seconds of a running program"));
        return ProofBundle.of(row, tree, kept).toJson();
    }
}
