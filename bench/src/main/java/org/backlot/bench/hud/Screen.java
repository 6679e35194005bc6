// Whether anything was lost is a question to each device: was it told of every change once, and in order?
package org.backlot.bench.hud;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** All that one device was told, over whichever connections. */
final class Screen {
    private final List<Told> told = new ArrayList<>();
    private long last;
    /** Another node may be a moment behind the one before: it tells again what is no news up to here. */
    private long known;

    /**
     * Something that it was told.
     *
     * @param offset up to which it tells of the unit
     * @param whole whether it stands for all changes up to there, as a state does
     */
    private record Told(long offset, boolean whole, long at) {}

    /** Hears when the device was told of a change. */
    @FunctionalInterface
    interface Hearing {
        void heard(int change, long at);
    }

    synchronized void state(long offset, long at) {
        if (offset < last) {
            known = last;
        } else {
            told.add(new Told(offset, true, at));
            last = offset;
        }
    }

    synchronized void change(long offset, long at) {
        if (offset > known) {
            told.add(new Told(offset, false, at));
            last = Math.max(last, offset);
        }
    }

    /** The offset to come back with; empty before the first state. */
    synchronized OptionalLong last() {
        return told.isEmpty() ? OptionalLong.empty() : OptionalLong.of(last);
    }

    /**
     * Compares what it was told with the log.
     *
     * @param log the offsets of all changes, in order
     * @return how many it was not told of, was told of twice, or too late
     */
    synchronized long wrong(long[] log, Hearing hearing) {
        long wrong = 0;
        int next = 0;
        for (var each : told) {
            int before = next;
            while (next < log.length && log[next] <= each.offset()) {
                if (each.whole() || log[next] == each.offset()) {
                    hearing.heard(next, each.at());
                } else {
                    wrong++;
                }
                next++;
            }
            if (!each.whole() && (next == before || log[next - 1] != each.offset())) {
                wrong++;
            }
        }
        return wrong + log.length - next;
    }
}
