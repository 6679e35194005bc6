package org.backlot.clips.app.client;

/**
 * How far one piece of work has come.
 *
 * @param key which piece; the same for all lines about it
 * @param label what the person calls it
 * @param state in words
 * @param percent 0 to 100, or -1 where nobody knows
 * @param isSettled whether nothing more is expected
 */
public record ProgressLine(String key, String label, String state, int percent, boolean isSettled) {
    private static final String SHAPE = "%-18s %s";

    public static ProgressLine waiting(String key, String label, String state) {
        return new ProgressLine(key, label, state, -1, false);
    }

    public static ProgressLine running(String key, String label, String state, int percent) {
        return new ProgressLine(key, label, state, Math.clamp(percent, 0, 100), false);
    }

    public static ProgressLine settled(String key, String label, String state) {
        return new ProgressLine(key, label, state, -1, true);
    }

    /** One line, without its end. */
    public String text() {
        return SHAPE.formatted(label, percent < 0 ? state : "%3d %% %s".formatted(percent, state))
                .strip();
    }
}
