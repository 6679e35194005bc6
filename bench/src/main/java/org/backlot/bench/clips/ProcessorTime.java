package org.backlot.bench.clips;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.backlot.bench.BenchmarkFailed;

/** What a process has used of the processors, together with all of its children that have ended. Linux alone tells it. */
final class ProcessorTime {
    /** Linux counts in hundredths of a second for those who ask here, on every machine. */
    private static final int MILLIS_IN_TICK = 10;
    /** The name before it may hold spaces; after it comes the state. */
    private static final String AFTER_NAME = ") ";

    private static final int FIRST = 11;
    private static final int LAST = 14;

    private ProcessorTime() {}

    /** Its own time in both modes, and its children's. */
    static Duration of(ProcessHandle process) {
        try {
            var text = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            var fields = text.substring(text.lastIndexOf(AFTER_NAME) + AFTER_NAME.length())
                    .split(" ");
            long ticks = 0;
            for (int field = FIRST; field <= LAST; field++) {
                ticks += Long.parseLong(fields[field]);
            }
            return Duration.ofMillis(ticks * MILLIS_IN_TICK);
        } catch (IOException failure) {
            throw new BenchmarkFailed("the system does not tell processor time: " + failure, failure);
        }
    }
}
