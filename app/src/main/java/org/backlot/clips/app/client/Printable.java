package org.backlot.clips.app.client;

import java.util.regex.Pattern;

/** Words from elsewhere, fit for somebody's terminal. */
final class Printable {
    /** Control characters command a terminal; overrides of direction disguise text. */
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]+");

    private Printable() {}

    static String line(String text) {
        return UNFIT.matcher(text).replaceAll(" ").strip();
    }
}
