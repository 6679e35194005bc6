// The title page is not part of the story: it has to be told apart from a first paragraph that merely has a colon.

package org.backlot.production.command.screenplay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The title page, by <a href="https://fountain.io/syntax">fountain.io/syntax</a>, Title Page: {@code key: value} from
 * the first line on, values on the same line or on lines behind it, up to the first empty line or scene heading. Once
 * it has a title or credits, what is indented belongs to it, even a line without text. A first paragraph with a colon
 * may be taken for a title page: as it gives no title and stands before the first scene, nothing is lost.
 *
 * @param title the lines of the title as one
 * @param credits the lines of credit, authors and source in their order
 * @param end the offset in the text where the body begins
 */
record TitlePage(String title, List<String> credits, int end) {
    private static final String TITLE_KEY = "title";
    private static final Set<String> CREDIT_KEYS = Set.of("credit", "author", "authors", "source");
    private static final int LONGEST_KEY = 40;
    private static final int INDENTATION = 3;

    TitlePage {
        credits = List.copyOf(credits);
    }

    /** Reads the title page of a text from which hidden text is removed; one that it does not have is empty. */
    static TitlePage of(String text) {
        Reading reading = new Reading();
        int begin = 0;
        while (begin < text.length()) {
            int lineEnd = Lines.endFrom(text, begin);
            String line = text.substring(begin, lineEnd);
            if (reading.endsAt(line)) {
                break;
            }
            reading.add(line);
            begin = Math.min(lineEnd + 1, text.length());
        }
        return reading.page(begin);
    }

    private static final class Reading {
        private final List<String> titleLines = new ArrayList<>();
        private final List<String> creditLines = new ArrayList<>();
        private boolean begun;
        private boolean known;
        private String key = "";

        boolean endsAt(String line) {
            if (!begun) {
                return !line.isBlank() && (isHeading(line) || keyOf(line).isEmpty());
            }
            boolean belongs = known && isIndented(line);
            return !belongs && (line.isBlank() || isHeading(line));
        }

        void add(String line) {
            if (line.isBlank()) {
                return;
            }
            String newKey = begun && isIndented(line) ? "" : keyOf(line);
            begun = true;
            if (newKey.isEmpty()) {
                value(line);
                return;
            }
            key = newKey;
            known |= key.equals(TITLE_KEY) || CREDIT_KEYS.contains(key);
            value(line.substring(line.indexOf(':') + 1));
        }

        TitlePage page(int end) {
            return new TitlePage(String.join(" ", titleLines), creditLines, end);
        }

        private void value(String text) {
            String plain = Blanks.collapsed(Emphasis.removedFrom(text));
            if (plain.isEmpty()) {
                return;
            }
            if (key.equals(TITLE_KEY)) {
                titleLines.add(plain);
            } else if (CREDIT_KEYS.contains(key)) {
                creditLines.add(plain);
            }
        }

        /** Returns the key of a line in lower case, empty where the line has none. */
        private static String keyOf(String line) {
            int colon = line.indexOf(':');
            if (colon < 1
                    || colon > LONGEST_KEY
                    || !Character.isLetter(line.strip().codePointAt(0))) {
                return "";
            }
            return Blanks.collapsed(line.substring(0, colon)).toLowerCase(Locale.ROOT);
        }

        private static boolean isHeading(String line) {
            return FountainLexer.headingIn(line.strip()).isPresent();
        }

        private static boolean isIndented(String line) {
            return line.startsWith("\t") || line.startsWith(" ".repeat(INDENTATION));
        }
    }
}
