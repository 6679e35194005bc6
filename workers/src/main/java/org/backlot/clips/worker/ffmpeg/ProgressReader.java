package org.backlot.clips.worker.ffmpeg;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what {@code -progress} prints: {@code name=value} lines, each block ended by {@code progress=…}. */
final class ProgressReader {
    private static final Pattern LINE = Pattern.compile("([a-z][a-z0-9_]*)=\\s*(\\S+)\\s*");

    private final Map<String, String> block = new HashMap<>();

    /** Whether the line belongs to progress at all. */
    static boolean isProgress(String line) {
        return LINE.matcher(line).matches();
    }

    /** What a block says, with its last line. */
    Optional<Progress> accept(String line) {
        var parts = LINE.matcher(line);
        if (!parts.matches()) {
            return Optional.empty();
        }
        block.put(parts.group(1), parts.group(2));
        if (!parts.group(1).equals("progress")) {
            return Optional.empty();
        }
        var progress = new Progress(
                number("frame"),
                Duration.ofNanos(Math.multiplyExact(number("out_time_us"), 1_000)),
                number("total_size"),
                parts.group(2).equals("end"));
        block.clear();
        return Optional.of(progress);
    }

    /** 0 for what is missing, {@code N/A} or before the beginning. */
    private long number(String name) {
        var value = block.getOrDefault(name, "0");
        return value.matches("\\d{1,15}") ? Long.parseLong(value) : 0;
    }
}
