package org.backlot.eventstore.tree;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.backlot.eventstore.StoredEvent;
import org.backlot.eventstore.tree.Finding.Kind;

/**
 * One way through a log from its first row to its last. Two roots are kept: of what the rows say, and of what the leaves of
 * the stored tree say. Each checkpoint tells which of the two is right.
 */
final class VerificationPass {
    private static final int MOST_FINDINGS = 1_000;

    /** A checkpoint as its row says. */
    @SuppressWarnings("ArrayRecordComponent") // travels from the row to the check, no farther
    record Signed(long size, byte[] root, String note) {}

    /** Gives the checkpoints, by size. */
    @FunctionalInterface
    interface Checkpoints {
        Optional<Signed> next() throws SQLException;
    }

    private record Trusted(Checkpoint checkpoint, String called) {}

    private final LogIdentity identity;
    private final VerifierKey key;
    private final long treeSize;
    private final StoredTiles tiles;
    private final TreeMap<Long, List<Trusted>> handedIn = new TreeMap<>();
    private final RowMismatches mismatches;
    private final TileAppend treeAnew;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Trusted> contradicted = new ArrayList<>();
    private final List<Finding> tileSuspects = new ArrayList<>();

    private Checkpoints checkpoints = Optional::empty;
    private Optional<Signed> nextCheckpoint = Optional.empty();
    private long furtherFindings;
    private long rowsRead;
    private long checkpointsRead;
    private long lastRow;
    private long next;

    private RunningRoot ofRows = new RunningRoot();
    private RunningRoot ofTree = ofRows;
    private boolean rowsKnown = true;
    private boolean treeKnown = true;
    private boolean leafMissed;
    private long rowsConfirmed;
    private long treeConfirmed;
    private Optional<Trusted> beyond = Optional.empty();

    VerificationPass(
            LogIdentity identity, VerifierKey key, long treeSize, StoredTiles tiles, List<SignedNote> handedIn) {
        this.identity = identity;
        this.key = key;
        this.treeSize = treeSize;
        this.tiles = tiles;
        this.mismatches = new RowMismatches(this::leaf);
        this.treeAnew = new TileAppend(0, tiles::tile, this::compareTile);
        for (var note : handedIn) {
            checkpointsRead++;
            trusted(note.toString(), "the checkpoint that was handed in")
                    .ifPresent(trusted -> this.handedIn
                            .computeIfAbsent(trusted.checkpoint().size(), _ -> new ArrayList<>())
                            .add(trusted));
        }
    }

    /** Begins with the identity of the log. */
    void begin(Checkpoints signed) throws SQLException {
        checkpoints = signed;
        if (!key.equals(identity.key())) {
            find(Finding.at(
                    Kind.IDENTITY_CHANGED,
                    0,
                    "the database names another key than the one given: " + identity.key() + ", not " + key));
        }
        nextCheckpoint = checkpoints.next();
        checkpointsOf(0);
        if (leaf(0).filter(leaf -> !leaf.equals(identity.leaf())).isPresent()) {
            find(Finding.at(
                    Kind.IDENTITY_CHANGED,
                    0,
                    "the identity of the log (its id or origin) is not the one that was signed"));
        }
        step(Optional.of(identity.leaf()));
    }

    /** Takes the next row. */
    void take(StoredEvent row) throws SQLException {
        rowsRead++;
        long position = row.position();
        if (position < next) {
            find(Finding.at(Kind.POSITION_REPEATED, position, "position " + position + " is there more than once"));
            return;
        }
        if (position > next) {
            long last = position - 1;
            find(new Finding(Kind.ROWS_MISSING, next, last, missing(next, last) + " missing, rows follow"));
            mismatches.miss(next, last);
            while (next < position && next < treeSize) {
                step(Optional.empty());
            }
            if (next < position) {
                // Neither rows nor leaves: nothing to go through step by step, however far it is.
                next = position;
                rowsKnown = false;
                treeKnown = false;
                ofTree = ofTree.copy();
            }
        }
        lastRow = position;
        var hash = Hash.ofLeaf(LeafEncoding.of(row));
        var leaf = leaf(position);
        if (leaf.isEmpty()) {
            mismatches.goesOn(row);
        } else if (!leaf.get().equals(hash)) {
            mismatches.add(row);
        }
        step(Optional.of(hash));
    }

    /** Ends after the last row. */
    Verdict end(long head) throws SQLException {
        long afterLastRow = next;
        while (next < treeSize) {
            step(Optional.empty());
        }
        if (treeKnown) {
            treeAnew.finish();
        }
        checkpointsBeyond();
        tellEnd(afterLastRow);
        if (head != lastRow) {
            find(Finding.at(
                    Kind.HEAD_WRONG,
                    head,
                    "the log says that its last position is " + head + "; its last row is at " + lastRow));
        }
        var rows = mismatches.findings(rowsConfirmed, treeConfirmed);
        rows.forEach(this::find);
        if (rows.stream().noneMatch(finding -> finding.kind() == Kind.TREE_CHANGED)) {
            tileSuspects.forEach(this::find);
        }
        tellContradictions();
        findings.sort(Comparator.comparingLong(Finding::from));
        return new Verdict(
                identity, rowsRead, lastRow, treeSize, checkpointsRead, rowsConfirmed, findings, furtherFindings);
    }

    private void tellEnd(long afterLastRow) {
        long covered = Math.max(
                treeSize, beyond.map(trusted -> trusted.checkpoint().size()).orElse(0L));
        if (afterLastRow < covered) {
            var proof = beyond.map(trusted -> trusted.called() + " covers them")
                    .orElse(treeConfirmed >= covered ? "a checkpoint covers them" : "the stored tree has them");
            mismatches.miss(afterLastRow, covered - 1);
            find(new Finding(
                    Kind.ROWS_MISSING_AT_END,
                    afterLastRow,
                    covered - 1,
                    missing(afterLastRow, covered - 1) + " missing at the end; " + proof));
        }
        beyond.filter(trusted -> trusted.checkpoint().size() > treeSize)
                .ifPresent(trusted -> find(new Finding(
                        Kind.TREE_CHANGED,
                        treeSize,
                        trusted.checkpoint().size() - 1,
                        "the stored tree ends at size " + treeSize + ", but " + trusted.called() + " was signed")));
    }

    private static String missing(long from, long to) {
        return from == to ? "position " + from + " is" : "positions " + from + " to " + to + " are";
    }

    private void tellContradictions() {
        long confirmed = Math.max(rowsConfirmed, treeConfirmed);
        var rewritten = contradicted.stream()
                .filter(trusted -> trusted.checkpoint().size() > confirmed)
                .min(Comparator.comparingLong(trusted -> trusted.checkpoint().size()));
        rewritten.ifPresent(trusted -> find(new Finding(
                Kind.HISTORY_REWRITTEN,
                confirmed,
                trusted.checkpoint().size() - 1,
                "somewhere from position " + confirmed + " to "
                        + (trusted.checkpoint().size() - 1) + " rows and stored tree were changed together: "
                        + trusted.called() + " does not fit any more")));
        contradicted.stream()
                .filter(trusted -> trusted.checkpoint().size() <= confirmed)
                .forEach(trusted -> find(Finding.at(
                        Kind.CHECKPOINT_CONTRADICTED,
                        trusted.checkpoint().size(),
                        trusted.called() + " is signed with the log's key, but the log was never so")));
    }

    // One leaf farther, then the checkpoints of the size reached.
    private void step(Optional<Hash> row) throws SQLException {
        var leaf = leaf(next);
        if (ofTree == ofRows && !leaf.equals(row)) {
            ofTree = ofRows.copy();
        }
        boolean together = ofTree == ofRows;
        rowsKnown &= row.isPresent();
        if (rowsKnown) {
            row.ifPresent(ofRows::add);
        }
        treeKnown &= leaf.isPresent();
        if (treeKnown) {
            if (!together) {
                leaf.ifPresent(ofTree::add);
            }
            leaf.ifPresent(treeAnew::add);
        } else if (next < treeSize && leaf.isEmpty()) {
            missingLeaf(next);
        }
        next++;
        checkpointsOf(next);
    }

    private void missingLeaf(long position) {
        if (!leafMissed) {
            leafMissed = true;
            find(Finding.at(
                    Kind.TREE_CHANGED,
                    position,
                    "the stored tree has no leaf for position " + position + ", and perhaps more"));
        }
    }

    private Optional<Hash> leaf(long position) {
        if (position < 0 || position >= treeSize) {
            return Optional.empty();
        }
        return tiles.find(0, position / Tile.WIDTH)
                .filter(tile -> position % Tile.WIDTH < tile.count())
                .map(tile -> tile.get((int) (position % Tile.WIDTH)));
    }

    private void compareTile(int level, long index, Tile computed) {
        if (level == 0) {
            return;
        }
        var stored = tiles.find(level, index);
        if (stored.filter(tile -> java.util.Arrays.equals(tile.bytes(), computed.bytes()))
                .isEmpty()) {
            long leaves = 1L << (Tile.BITS * (level + 1));
            tileSuspects.add(new Finding(
                    Kind.TREE_CHANGED,
                    index * leaves,
                    (index + 1) * leaves - 1,
                    "tile " + index + " of level " + level + " of the stored tree does not follow from its leaves"));
        }
    }

    private void checkpointsOf(long size) throws SQLException {
        while (nextCheckpoint.isPresent() && nextCheckpoint.get().size() <= size) {
            var signed = nextCheckpoint.get();
            trusted(signed).ifPresent(this::compare);
            nextCheckpoint = checkpoints.next();
        }
        var given = handedIn.remove(size);
        if (given != null) {
            given.forEach(this::compare);
        }
    }

    // Those that cover more than there is: the largest tells how much is missing.
    private void checkpointsBeyond() throws SQLException {
        while (nextCheckpoint.isPresent()) {
            trusted(nextCheckpoint.get()).ifPresent(this::isBeyond);
            nextCheckpoint = checkpoints.next();
        }
        handedIn.values().forEach(given -> given.forEach(this::isBeyond));
    }

    private void isBeyond(Trusted trusted) {
        if (beyond.filter(known ->
                        known.checkpoint().size() >= trusted.checkpoint().size())
                .isEmpty()) {
            beyond = Optional.of(trusted);
        }
    }

    private void compare(Trusted trusted) {
        var checkpoint = trusted.checkpoint();
        boolean rowsFit = rowsKnown && ofRows.root().equals(checkpoint.root());
        boolean treeFits = treeKnown && ofTree.root().equals(checkpoint.root());
        if (rowsFit) {
            rowsConfirmed = checkpoint.size();
        }
        if (treeFits) {
            treeConfirmed = checkpoint.size();
        }
        if (checkpoint.size() > treeSize) {
            isBeyond(trusted);
        }
        if (!rowsFit && !treeFits && (rowsKnown || treeKnown)) {
            contradicted.add(trusted);
        }
    }

    private Optional<Trusted> trusted(Signed row) {
        checkpointsRead++;
        var called = "the checkpoint of size " + row.size();
        var trusted = trusted(row.note(), called);
        if (trusted.isPresent()) {
            var checkpoint = trusted.get().checkpoint();
            if (checkpoint.size() != row.size()
                    || !java.util.Arrays.equals(checkpoint.root().bytes(), row.root())) {
                find(Finding.at(
                        Kind.CHECKPOINT_FORGED,
                        row.size(),
                        called + " stands beside another size or root than its note says"));
                return Optional.empty();
            }
        }
        return trusted;
    }

    private Optional<Trusted> trusted(String note, String called) {
        long size = 0;
        try {
            var signed = SignedNote.parse(note);
            var checkpoint = Checkpoint.parse(signed.text());
            size = checkpoint.size();
            if (signed.standing(key) == SignedNote.Standing.SIGNED
                    && checkpoint.origin().equals(key.name())) {
                return Optional.of(new Trusted(
                        checkpoint, called.startsWith("the checkpoint of") ? called : called + ", of size " + size));
            }
        } catch (IllegalArgumentException notEvenOne) {
            // told below, like one with a bad signature
        }
        find(Finding.at(Kind.CHECKPOINT_FORGED, size, called + " is not signed by the log (" + key.name() + ")"));
        return Optional.empty();
    }

    private void find(Finding finding) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
        } else {
            furtherFindings++;
        }
    }
}
