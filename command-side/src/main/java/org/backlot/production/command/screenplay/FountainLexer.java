// What a line is depends on its first letters and on what stands before and behind it. All of these rules are here,
// so that everything later can forget how the file was written.

package org.backlot.production.command.screenplay;

import java.util.Optional;
import org.backlot.production.api.screenplay.Slugline;
import org.backlot.production.command.screenplay.FountainLine.Action;
import org.backlot.production.command.screenplay.FountainLine.Blank;
import org.backlot.production.command.screenplay.FountainLine.Centred;
import org.backlot.production.command.screenplay.FountainLine.Dialogue;
import org.backlot.production.command.screenplay.FountainLine.Heading;
import org.backlot.production.command.screenplay.FountainLine.Lyric;
import org.backlot.production.command.screenplay.FountainLine.PageBreak;
import org.backlot.production.command.screenplay.FountainLine.Parenthetical;
import org.backlot.production.command.screenplay.FountainLine.Section;
import org.backlot.production.command.screenplay.FountainLine.Synopsis;
import org.backlot.production.command.screenplay.FountainLine.Transition;

/**
 * Tells the kind of each line of a body from which hidden text is removed, by
 * <a href="https://fountain.io/syntax">fountain.io/syntax</a>. Lines are given in order, each with the one behind it.
 *
 * <p>Headings, cues and transitions begin only where a new thing can begin: after an empty line, a heading, a
 * transition, a section, a synopsis or a page break. A heading needs no empty line behind it: many scripts have none. A
 * natural cue needs text behind it that can be spoken. When in doubt a line is action.
 */
final class FountainLexer {
    /** The empty line that does not end a speech or a note. */
    static final String KEPT_EMPTY_LINE = "  ";

    private static final Blank BLANK = new Blank();
    private static final int SHORTEST_PAGE_BREAK = 3;

    private Place place = Place.START;

    /** Where the next line stands. */
    private enum Place {
        /** A new thing can begin. */
        START,
        /** Within a paragraph of action. */
        PARAGRAPH,
        /** Within a speech. */
        SPEECH,
        /** Within a speech, behind a kept empty line: only what cannot be meant as speech begins here. */
        SPEECH_GAP;

        boolean speaks() {
            return this == SPEECH || this == SPEECH_GAP;
        }
    }

    /**
     * Returns what the line is.
     *
     * @param line the line without its end
     * @param next the line behind it, empty for none
     */
    FountainLine read(String line, String next) {
        if (line.isBlank()) {
            return blank(line);
        }
        String text = line.strip();
        return marked(text)
                .or(() -> begun(text, next))
                .orElseGet(() -> place.speaks() ? spoken(text) : action(line.stripTrailing()));
    }

    private FountainLine blank(String line) {
        if (place.speaks() && line.equals(KEPT_EMPTY_LINE)) {
            place = Place.SPEECH_GAP;
            return new Dialogue("");
        }
        place = Place.START;
        return BLANK;
    }

    /** Lines that tell their kind by their first letter, wherever they stand. */
    private Optional<FountainLine> marked(String text) {
        String rest = text.substring(1).strip();
        return switch (text.charAt(0)) {
            case '=' -> Optional.of(isPageBreak(text) ? at(Place.START, new PageBreak()) : synopsis(rest));
            case '#' -> place.speaks() ? Optional.empty() : Optional.of(at(Place.START, new Section()));
            case '!' -> Optional.of(action(rest));
            case '>' -> Optional.of(at(Place.START, rest.endsWith("<") ? centred(rest) : new Transition(rest)));
            case '~' -> Optional.of(at(place.speaks() ? Place.SPEECH : Place.PARAGRAPH, new Lyric(rest)));
            default -> Optional.empty();
        };
    }

    /** Lines that need the beginning of something. */
    private Optional<FountainLine> begun(String text, String next) {
        if (place == Place.PARAGRAPH || place == Place.SPEECH) {
            return Optional.empty();
        }
        Optional<FountainLine> forcedOrHeading =
                headingIn(text).map(heading -> at(Place.START, heading)).or(() -> forcedCue(text));
        if (forcedOrHeading.isPresent() || place == Place.SPEECH_GAP) {
            return forcedOrHeading;
        }
        return transition(text, next).or(() -> naturalCue(text, next));
    }

    /** Returns the heading that a line without blanks around it is, wherever it stands. */
    static Optional<Heading> headingIn(String text) {
        boolean forced = text.length() > 1 && text.charAt(0) == '.' && Character.isLetterOrDigit(text.codePointAt(1));
        String heading = forced ? text.substring(1) : text;
        Optional<Slugline> slugline =
                forced ? SluglineParser.parseForced(heading) : SluglineParser.parseSlugline(heading);
        return slugline.map(read -> {
            NumberedHeading numbered = NumberedHeading.of(heading);
            return new Heading(numbered.text(), read, numbered.number());
        });
    }

    private Optional<FountainLine> forcedCue(String text) {
        return text.startsWith("@")
                ? CharacterCue.forced(text.substring(1)).map(cue -> at(Place.SPEECH, cue))
                : Optional.empty();
    }

    private Optional<FountainLine> naturalCue(String text, String next) {
        return canBeSpoken(next) ? CharacterCue.natural(text).map(cue -> at(Place.SPEECH, cue)) : Optional.empty();
    }

    /**
     * A heading right behind it stands for the empty line. Blanks behind {@code TO:} would make it action, which prints
     * just as long; but they are easily left there, and the heading behind it must not be missed for them.
     */
    private Optional<FountainLine> transition(String text, String next) {
        boolean ends = text.endsWith("TO:") || text.equals("FADE IN:");
        boolean alone = next.isBlank() || headingIn(next.strip()).isPresent();
        return ends && alone && CharacterCue.isUpperCase(text)
                ? Optional.of(at(Place.START, new Transition(text)))
                : Optional.empty();
    }

    private static boolean canBeSpoken(String next) {
        if (next.isBlank()) {
            return next.equals(KEPT_EMPTY_LINE);
        }
        return "=#!>".indexOf(next.strip().charAt(0)) < 0 && !isNaturalHeading(next);
    }

    private static boolean isNaturalHeading(String line) {
        return SluglineParser.parseSlugline(line.strip()).isPresent();
    }

    private FountainLine synopsis(String text) {
        return at(place.speaks() ? place : Place.START, new Synopsis(text));
    }

    private FountainLine spoken(String text) {
        boolean aside = text.startsWith("(") && text.endsWith(")");
        return at(Place.SPEECH, aside ? new Parenthetical(text) : new Dialogue(text));
    }

    private FountainLine action(String text) {
        return at(Place.PARAGRAPH, new Action(text));
    }

    private static Centred centred(String text) {
        return new Centred(text.substring(0, text.length() - 1).strip());
    }

    private static boolean isPageBreak(String text) {
        return text.length() >= SHORTEST_PAGE_BREAK && text.chars().allMatch(character -> character == '=');
    }

    private FountainLine at(Place following, FountainLine line) {
        place = following;
        return line;
    }
}
