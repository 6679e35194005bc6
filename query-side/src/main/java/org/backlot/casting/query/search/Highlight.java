package org.backlot.casting.query.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backlot.casting.api.search.MarkedWords;
import org.jspecify.annotations.Nullable;

/**
 * Where what was looked for stands. The text is as somebody wrote it, and no markup: a client marks the ranges itself.
 *
 * @param field where it stands
 * @param text the whole of it, or a piece around the first match
 * @param ranges in the text
 */
public record Highlight(String field, String text, List<Range> ranges) {
    private static final int LONGEST = 240;
    private static final int BEFORE = 60;

    /**
     * A match.
     *
     * @param from the first of its characters, in UTF-16 units as JavaScript and Java count
     * @param to after the last of them
     */
    public record Range(int from, int to) {}

    public Highlight {
        ranges = List.copyOf(ranges);
    }

    /** The matches in a text; empty where there are none. */
    static Optional<Highlight> of(String field, @Nullable String text, MarkedWords words) {
        if (text == null) {
            return Optional.empty();
        }
        var matches = words.in(text);
        if (matches.isEmpty()) {
            return Optional.empty();
        }
        int from = text.length() <= LONGEST
                ? 0
                : boundary(text, Math.max(0, matches.getFirst().from() - BEFORE));
        int to = boundary(text, Math.min(text.length(), from + LONGEST));
        var ranges = new ArrayList<Range>();
        for (var match : matches) {
            if (match.from() >= from && match.to() <= to) {
                ranges.add(new Range(match.from() - from, match.to() - from));
            }
        }
        return Optional.of(new Highlight(field, text.substring(from, to), ranges));
    }

    /** The beginning of a long text. */
    static @Nullable String beginning(@Nullable String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, boundary(text, LONGEST)) + "…";
    }

    // Between two characters, not within one.
    private static int boundary(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }
}
