package org.backlot.eventstore.tree;

import java.util.regex.Pattern;

/**
 * What a log was at one moment (C2SP tlog-checkpoint), the text of a note.
 *
 * @param origin which log
 * @param size how many leaves; with the identity at leaf 0, one more than the last position covered
 * @param root of the tree of these leaves
 */
public record Checkpoint(String origin, long size, Hash root) {
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");

    public Checkpoint {
        if (origin.isEmpty() || origin.contains("\n") || size < 0) {
            throw new IllegalArgumentException("not a checkpoint");
        }
    }

    /** Reads the text of a note. Further lines are allowed, and mean nothing to us. */
    public static Checkpoint parse(String text) {
        var lines = text.split("\n", -1);
        if (lines.length < 4
                || !lines[lines.length - 1].isEmpty()
                || !SIZE.matcher(lines[1]).matches()) {
            throw new IllegalArgumentException("not a checkpoint: three lines, origin, size and root");
        }
        for (int i = 3; i < lines.length - 1; i++) {
            if (lines[i].isEmpty()) {
                throw new IllegalArgumentException("not a checkpoint: an empty line");
            }
        }
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), Hash.fromBase64(lines[2]));
    }

    /** The text that is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + root.toBase64() + "\n";
    }
}
