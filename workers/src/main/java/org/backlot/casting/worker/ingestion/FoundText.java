package org.backlot.casting.worker.ingestion;

import java.util.Optional;
import org.backlot.casting.api.ingestion.PostText;

/**
 * A text that a source has.
 *
 * @param url where it is said to come from
 */
record FoundText(PostText text, String url) {
    /** Empty where there is nothing to read in it; of a longer one, as much as a post holds. */
    static Optional<FoundText> of(String text, String url) {
        var clean = text.codePoints()
                .filter(FoundText::plain)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        var cut = clean.length() <= PostText.LONGEST ? clean : clean.substring(0, PostText.LONGEST - 1);
        try {
            return Optional.of(new FoundText(new PostText(cut), url));
        } catch (IllegalArgumentException nothing) {
            return Optional.empty();
        }
    }

    // What others write is not refused for a stray control character.
    private static boolean plain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL -> codePoint == '\n' || codePoint == '\t';
            case Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE, Character.FORMAT -> false;
            default -> true;
        };
    }
}
