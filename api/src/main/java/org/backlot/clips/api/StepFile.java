package org.backlot.clips.api;

import java.util.regex.Pattern;
import org.backlot.shared.personal.NotPersonal;

/**
 * A file that a step reads or has written.
 *
 * @param name what it is to the step, such as {@code transcript}
 * @param key where it lies in the object store
 */
public record StepFile(
        @NotPersonal("a name of ours for a kind of file") String name,
        @NotPersonal("a key made of ids") String key) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*");
    private static final int LONGEST_KEY = 512;

    public StepFile {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a file's name is 1 to 64 letters, digits, dots, dashes or underscores");
        }
        if (!isKey(key)) {
            throw new IllegalArgumentException("a key is a path of letters, digits, dots, dashes and underscores");
        }
    }

    /** Whether a text can be a key: relative, without steps upwards, nothing to be escaped. */
    public static boolean isKey(String text) {
        return text.length() <= LONGEST_KEY
                && KEY.matcher(text).matches()
                && !("/" + text + "/").contains("/../")
                && !("/" + text + "/").contains("/./");
    }
}
