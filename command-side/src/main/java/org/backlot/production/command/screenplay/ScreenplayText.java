// Files come from every system and editor: here their bytes become one kind of text, or are refused, before any
// rule of the format looks at them.

package org.backlot.production.command.screenplay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.util.Locale;
import org.backlot.production.command.screenplay.UnreadableScreenplay.Reason;

/**
 * Decodes a file strictly as UTF-8, with or without byte order mark, and evens it out: every line end becomes
 * {@code \n}, every kind of space a plain one. Control characters, byte order marks and marks of writing direction
 * are left out. They would hide the first letter of a line from the rules, or a name from a reader.
 */
final class ScreenplayText {
    private static final String ADVICE = "; save as UTF-8";

    private ScreenplayText() {}

    /**
     * Returns the text of a file.
     *
     * @throws UnreadableScreenplay {@code NOT_TEXT}
     */
    static String of(byte[] file) {
        refuseUtf16(file);
        String decoded = decode(file);
        refuseBinary(decoded);
        return clean(decoded);
    }

    private static void refuseUtf16(byte[] file) {
        if (file.length < 2) {
            return;
        }
        int mark = Byte.toUnsignedInt(file[0]) << 8 | Byte.toUnsignedInt(file[1]);
        if (mark == 0xFEFF || mark == 0xFFFE) {
            throw new UnreadableScreenplay(Reason.NOT_TEXT, "the file is UTF-16" + ADVICE);
        }
    }

    private static String decode(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        CharBuffer characters = CharBuffer.allocate(file.length);
        CoderResult result = UTF_8.newDecoder().decode(bytes, characters, true);
        if (result.isError()) {
            int offset = bytes.position();
            throw new UnreadableScreenplay(
                    Reason.NOT_TEXT,
                    String.format(
                            Locale.ROOT,
                            "byte 0x%02X at offset %d is not UTF-8 text; if this is a screenplay, it is in an older "
                                    + "encoding such as Windows-1252%s",
                            file[offset],
                            offset,
                            ADVICE));
        }
        return characters.flip().toString();
    }

    private static void refuseBinary(String text) {
        int controls = 0;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == '\0') {
                throw new UnreadableScreenplay(
                        Reason.NOT_TEXT,
                        "the file contains NUL at character " + index + ", so it is not plain text" + ADVICE);
            }
            if (isControl(character)) {
                controls++;
            }
        }
        if (controls > text.length() - controls) {
            throw new UnreadableScreenplay(Reason.NOT_TEXT, "the file is mostly control characters, not plain text");
        }
    }

    private static String clean(String text) {
        StringBuilder cleaned = new StringBuilder(text.length());
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (isLineEnd(character)) {
                boolean continues = character == '\n' && index > 0 && text.charAt(index - 1) == '\r';
                if (!continues) {
                    cleaned.append('\n');
                }
            } else if (Character.getType(character) == Character.SPACE_SEPARATOR) {
                cleaned.append(' ');
            } else if (!isControl(character) && !isInvisibleMark(character)) {
                cleaned.append(character);
            }
        }
        return cleaned.toString();
    }

    /** Form feed and vertical tab come from page-wise exports, the others from word processors and old systems. */
    private static boolean isLineEnd(char character) {
        return switch (character) {
            case '\n', '\r', '\f', '\u000B', '\u0085', '\u2028', '\u2029' -> true;
            default -> false;
        };
    }

    private static boolean isControl(char character) {
        return Character.isISOControl(character) && character != '\t' && !isLineEnd(character);
    }

    private static boolean isInvisibleMark(char character) {
        return switch (character) {
            case '\uFEFF', '\u200B', '\u200E', '\u200F', '\u061C' -> true;
            default ->
                (character >= '\u202A' && character <= '\u202E') || (character >= '\u2066' && character <= '\u2069');
        };
    }
}
