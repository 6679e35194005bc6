package org.backlot.bench.log;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.backlot.bench.DatabaseServer;

/**
 * What all questions of one run share.
 *
 * @param server the PostgreSQL of all contenders
 * @param checkout the folder of the sources
 * @param work a folder on the disk that is measured
 * @param rounds of every contender, alternating
 * @param each how long one of them is measured in one round
 * @param events how many a replay reads
 * @param out for the reader
 */
record Setting(
        DatabaseServer server, Path checkout, Path work, int rounds, Duration each, long events, PrintWriter out) {
    private static final Duration LONGEST_TRIAL = Duration.ofSeconds(2);

    /** How long something is tried before anything is measured. */
    Duration trial() {
        return each.compareTo(LONGEST_TRIAL) < 0 ? each : LONGEST_TRIAL;
    }

    /** Whose turn is when in a round: each time another one is the first, so that being first is nobody's burden. */
    static <T> List<T> turns(List<T> contenders, int round) {
        var turns = new ArrayList<>(contenders);
        Collections.rotate(turns, round - 1);
        return turns;
    }

    void tell(String what) {
        out.println("... " + what);
        out.flush();
    }
}
