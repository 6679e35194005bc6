// One person has one name however the script decorates it; breakdown and sides depend on that.

package org.backlot.production.command.screenplay;

import java.text.Normalizer;
import java.util.Optional;
import org.backlot.production.command.screenplay.FountainLine.Cue;

/**
 * Reads the line that names a speaker, by <a href="https://fountain.io/syntax">fountain.io/syntax</a>, Character and
 * Dual Dialogue. Extensions in parentheses and the {@code ^} of dual dialogue are no part of the name.
 */
final class CharacterCue {
    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_NAME = 80;

    private CharacterCue() {}

    /**
     * Reads a line that is a cue by its look: all letters outside parentheses are upper case. Letters of scripts
     * without case do not count as upper case, or every Arabic paragraph would speak. A line that ends in a colon is a
     * direction ({@code SUPER:}, {@code FADE IN:}).
     */
    static Optional<Cue> natural(String line) {
        if (line.length() > LONGEST_LINE) {
            return Optional.empty();
        }
        return cue(line).filter(cue -> isUpperCase(cue.name()) && !cue.name().endsWith(":"));
    }

    /** Reads what follows the {@code @} of a forced cue, in any letters. */
    static Optional<Cue> forced(String line) {
        return line.length() > LONGEST_LINE ? Optional.empty() : cue(line);
    }

    /** Returns whether a text has letters and all of them are upper case. */
    static boolean isUpperCase(String text) {
        boolean found = false;
        int index = 0;
        while (index < text.length()) {
            int codePoint = text.codePointAt(index);
            if (Character.isUpperCase(codePoint)) {
                found = true;
            } else if (Character.isLetter(codePoint) && Character.getType(codePoint) != Character.MODIFIER_LETTER) {
                return false;
            }
            index += Character.charCount(codePoint);
        }
        return found;
    }

    private static Optional<Cue> cue(String line) {
        String plain = Emphasis.removedFrom(line).strip();
        boolean dual = plain.endsWith("^");
        String speaker = dual ? plain.substring(0, plain.length() - 1) : plain;
        String name = Normalizer.normalize(Blanks.collapsed(Parentheses.removedFrom(speaker)), Normalizer.Form.NFC);
        boolean speaks = name.codePoints().anyMatch(Character::isLetter) && name.length() <= LONGEST_NAME;
        return speaks ? Optional.of(new Cue(name, dual)) : Optional.empty();
    }
}
