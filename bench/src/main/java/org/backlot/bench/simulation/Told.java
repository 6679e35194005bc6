package org.backlot.bench.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the nodes have said, line by line, as far as they got before they were killed. An event is named by its identifier.
 * {@code ack POSITION IDS} is on disk from that position on; {@code no IDS} was not written; {@code unknown IDS} may be
 * either; {@code planted} tells that a writer has misbehaved as it was told to; {@code bad WORDS} is something that a node saw and that must not be.
 */
final class Told {
    private static final String END = " ;";

    final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    final Set<String> refused = ConcurrentHashMap.newKeySet();
    final AtomicInteger unknown = new AtomicInteger();
    volatile boolean planted;
    private final ConcurrentLinkedQueue<String> bad = new ConcurrentLinkedQueue<>();

    static String line(String kind, Object... words) {
        var line = new StringBuilder(kind);
        Arrays.stream(words).forEach(word -> line.append(' ').append(word));
        return line.append(END).toString();
    }

    /** Takes a line; one that was cut short by a kill says nothing. */
    void hear(String line) {
        if (!line.endsWith(END)) {
            return;
        }
        var words = line.substring(0, line.length() - END.length()).split(" ", -1);
        switch (words[0]) {
            case "ack" -> {
                long position = Long.parseLong(words[1]);
                for (int i = 2; i < words.length; i++) {
                    acknowledged.put(words[i], position + i - 2);
                }
            }
            case "no" -> refused.addAll(Arrays.asList(words).subList(1, words.length));
            case "unknown" -> unknown.addAndGet(words.length - 1);
            case "planted" -> planted = true;
            case "bad" -> bad.add(String.join(" ", Arrays.asList(words).subList(1, words.length)));
            default -> throw new IllegalArgumentException("a node said: " + line);
        }
    }

    void bad(String what) {
        bad.add(what);
    }

    List<String> allBad() {
        return new ArrayList<>(bad);
    }
}
