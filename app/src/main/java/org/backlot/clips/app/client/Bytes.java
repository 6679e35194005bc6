package org.backlot.clips.app.client;

import java.util.Locale;

/** Sizes of files as people read them. */
final class Bytes {
    private static final String[] UNITS = {"bytes", "KB", "MB", "GB"};
    private static final double STEP = 1024;

    private Bytes() {}

    /** Such as {@code 1.4 GB}. */
    static String shown(long bytes) {
        double number = bytes;
        int unit = 0;
        while (number >= STEP && unit < UNITS.length - 1) {
            number /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", number, UNITS[unit]);
    }
}
