package org.backlot.eventstore.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.backlot.eventstore.StoredEvent;
import org.backlot.eventstore.tree.Finding.Kind;

/**
 * Rows that are not what was signed at their position. Often they are what was signed at another one, and that tells what
 * was done: two rows swapped, or a whole stretch renumbered.
 */
final class RowMismatches {
    /** How far around a row its own leaf is looked for at once. Farther away it is looked for among the other misfits. */
    private static final int AROUND = 16;

    private static final int MOST_KEPT = 400;
    private static final int MOST_RUNS = 10_000;

    /** The rows at {@code from} to {@code to} are what was signed {@code shift} positions later. */
    record Run(long from, long to, long shift) {
        boolean swappedWith(Run other) {
            return other.from == from + shift && other.to == to + shift && other.shift == -shift;
        }

        Interval rows() {
            return new Interval(from, to);
        }

        Interval origins() {
            return new Interval(from + shift, to + shift);
        }
    }

    /** Positions from one to another. */
    record Interval(long from, long to) {
        @Override
        public String toString() {
            return from == to ? "position " + from : "positions " + from + " to " + to;
        }
    }

    private final LongFunction<Optional<Hash>> leaves;
    private final List<Run> runs = new ArrayList<>();
    private final List<StoredEvent> misfits = new ArrayList<>();
    private final List<Interval> missing = new ArrayList<>();
    private final List<Interval> changed = new ArrayList<>();

    RowMismatches(LongFunction<Optional<Hash>> leaves) {
        this.leaves = leaves;
    }

    /** Takes a row that does not fit its leaf. */
    void add(StoredEvent row) {
        if (goesOn(row)) {
            return;
        }
        for (int distance = 1; distance <= AROUND; distance++) {
            if (fits(row, distance) || fits(row, -distance)) {
                begin(row.position(), fits(row, distance) ? distance : -distance);
                return;
            }
        }
        if (misfits.size() < MOST_KEPT) {
            misfits.add(row);
        } else {
            change(row.position());
        }
    }

    /** Whether a row only goes on with the displacement of the one before it. */
    boolean goesOn(StoredEvent row) {
        if (runs.isEmpty()) {
            return false;
        }
        var last = runs.getLast();
        if (last.to() + 1 != row.position() || !fits(row, last.shift())) {
            return false;
        }
        runs.set(runs.size() - 1, new Run(last.from(), row.position(), last.shift()));
        return true;
    }

    void miss(long from, long to) {
        missing.add(new Interval(from, to));
    }

    private boolean fits(StoredEvent row, long shift) {
        long origin = row.position() + shift;
        return origin > 0
                && leaves.apply(origin)
                        .filter(Hash.ofLeaf(LeafEncoding.at(row, origin))::equals)
                        .isPresent();
    }

    private void begin(long position, long shift) {
        if (runs.size() < MOST_RUNS) {
            runs.add(new Run(position, position, shift));
        } else {
            change(position);
        }
    }

    private void change(long position) {
        if (!changed.isEmpty() && changed.getLast().to() + 1 == position) {
            changed.set(changed.size() - 1, new Interval(changed.getLast().from(), position));
        } else {
            changed.add(new Interval(position, position));
        }
    }

    /**
     * What was done to the rows.
     *
     * @param rowsConfirmed rows below are as signed: there it is the stored tree that was changed
     * @param treeConfirmed leaves below are as signed
     */
    List<Finding> findings(long rowsConfirmed, long treeConfirmed) {
        settleMisfits();
        var findings = new ArrayList<Finding>();
        var open = new ArrayList<Run>();
        for (var run : runs) {
            var other = open.stream().filter(run::swappedWith).findFirst();
            if (run.to() < rowsConfirmed) {
                findings.add(treeChanged(run.rows()));
            } else if (other.isPresent()) {
                open.remove(other.get());
                findings.add(swapped(other.get(), run));
            } else {
                open.add(run);
            }
        }
        var lost = without(
                join(missing, open.stream().map(Run::rows).toList()),
                runs.stream().map(Run::origins).toList());
        for (var run : open) {
            findings.add(new Finding(
                    Kind.RENUMBERED,
                    run.from(),
                    run.to(),
                    "renumbered: at " + run.rows() + " stands what was signed at " + run.origins() + tellLost(lost)));
        }
        for (var interval : changed) {
            if (interval.to() < rowsConfirmed) {
                findings.add(treeChanged(interval));
            } else {
                findings.add(new Finding(
                        Kind.ROW_CHANGED,
                        interval.from(),
                        interval.to(),
                        interval + ": the row is not the one that "
                                + (interval.to() < treeConfirmed
                                        ? "was signed"
                                        : "was taken into the tree (no checkpoint tells which of the two is right)")));
            }
        }
        return findings;
    }

    private static Finding swapped(Run one, Run other) {
        var first = one.from() < other.from() ? one : other;
        var second = first == one ? other : one;
        return new Finding(
                Kind.ROWS_SWAPPED,
                first.from(),
                second.to(),
                "swapped: " + first.rows() + " and " + second.rows() + " hold one another's rows");
    }

    private static Finding treeChanged(Interval interval) {
        return new Finding(
                Kind.TREE_CHANGED,
                interval.from(),
                interval.to(),
                interval + ": the row is as it was signed, the leaf in the stored tree is not");
    }

    private static String tellLost(List<Interval> lost) {
        return lost.isEmpty()
                ? ""
                : "; what was signed at "
                        + String.join(
                                ", ",
                                lost.stream().limit(5).map(Interval::toString).toList())
                        + (lost.size() > 5 ? ", …" : "") + " is gone";
    }

    // Two rows that are far apart find each other here.
    private void settleMisfits() {
        Map<Hash, Long> signedAt = new HashMap<>();
        var places = new ArrayList<Long>();
        misfits.forEach(row -> places.add(row.position()));
        missing.stream().limit(MOST_KEPT).forEach(gap -> {
            places.add(gap.from());
            places.add(gap.to());
        });
        places.forEach(place -> leaves.apply(place).ifPresent(leaf -> signedAt.put(leaf, place)));
        for (var row : misfits) {
            var origin = places.stream()
                    .filter(place -> place != row.position())
                    .filter(place -> Optional.ofNullable(signedAt.get(Hash.ofLeaf(LeafEncoding.at(row, place))))
                            .filter(place::equals)
                            .isPresent())
                    .findFirst();
            if (origin.isPresent()) {
                begin(row.position(), origin.get() - row.position());
            } else {
                change(row.position());
            }
        }
        misfits.clear();
    }

    private static List<Interval> join(List<Interval> some, List<Interval> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private List<Interval> without(List<Interval> disturbed, List<Interval> seen) {
        var rest = new ArrayList<>(disturbed);
        for (var taken : seen) {
            var cut = new ArrayList<Interval>();
            for (var interval : rest) {
                if (taken.to() < interval.from() || interval.to() < taken.from()) {
                    cut.add(interval);
                    continue;
                }
                if (interval.from() < taken.from()) {
                    cut.add(new Interval(interval.from(), taken.from() - 1));
                }
                if (taken.to() < interval.to()) {
                    cut.add(new Interval(taken.to() + 1, interval.to()));
                }
            }
            rest = cut;
        }
        // A position that no leaf has cannot have been lost.
        return rest.stream()
                .filter(interval -> leaves.apply(interval.from()).isPresent())
                .toList();
    }
}
