// A hostile file may have millions of lines: they are cut one by one, never kept all at once.

package org.backlot.production.command.screenplay;

import java.util.function.BiConsumer;

/** The lines of a text whose line ends are {@code \n}. */
final class Lines {
    private Lines() {}

    /** Hands over each line together with the line behind it, which is empty for the last. */
    static void forEachWithNext(String text, BiConsumer<String, String> reader) {
        int end = endFrom(text, 0);
        String line = text.substring(0, end);
        while (end < text.length()) {
            int nextEnd = endFrom(text, end + 1);
            String next = text.substring(end + 1, nextEnd);
            reader.accept(line, next);
            line = next;
            end = nextEnd;
        }
        reader.accept(line, "");
    }

    /** Returns where the line ends that begins at the offset. */
    static int endFrom(String text, int offset) {
        int end = text.indexOf('\n', offset);
        return end < 0 ? text.length() : end;
    }
}
