// The name of a download comes from whoever uploaded it, and becomes a header: it must not be able to become two.
package org.backlot.media.app;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The header that tells a browser to save a download, and under which name (RFC 6266, RFC 8187). */
final class ContentDisposition {
    private static final String ATTRIBUTE_CHARACTERS = "!#$&+-.^_`|~";
    private static final String NAMELESS = "download";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private ContentDisposition() {}

    /**
     * The header's value for any text: in UTF-8 for those who read RFC 8187, and in ASCII, with underscores for what is
     * not, for the others.
     */
    static String attachment(String fileName) {
        var name = harmless(fileName);
        return "attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(ascii(name), encoded(name));
    }

    /** Without control characters, and without what a file system would take for a path. */
    private static String harmless(String fileName) {
        var name = new StringBuilder();
        fileName.codePoints()
                .filter(c -> Character.getType(c) != Character.CONTROL && Character.getType(c) != Character.SURROGATE)
                .map(c -> c == '/' || c == '\\' ? '_' : c)
                .forEach(name::appendCodePoint);
        var stripped = name.toString().strip();
        return stripped.isEmpty() ? NAMELESS : stripped;
    }

    private static String ascii(String name) {
        return name.codePoints()
                .map(c -> c < ' ' || c > '~' || c == '"' || c == '%' ? '_' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String encoded(String name) {
        var encoded = new StringBuilder();
        for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (one & 0xFF);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || ATTRIBUTE_CHARACTERS.indexOf(c) >= 0);
            if (plain) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.toHexDigits(one));
            }
        }
        return encoded.toString();
    }
}
