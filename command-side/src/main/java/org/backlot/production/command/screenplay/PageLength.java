// Schedules are made in eighths of a page, and a Fountain file has no pages: the printed page has to be estimated.

package org.backlot.production.command.screenplay;

import org.backlot.production.api.screenplay.PageEighths;
import org.backlot.production.command.screenplay.FountainLine.Action;
import org.backlot.production.command.screenplay.FountainLine.Blank;
import org.backlot.production.command.screenplay.FountainLine.Centred;
import org.backlot.production.command.screenplay.FountainLine.Cue;
import org.backlot.production.command.screenplay.FountainLine.Dialogue;
import org.backlot.production.command.screenplay.FountainLine.Heading;
import org.backlot.production.command.screenplay.FountainLine.Lyric;
import org.backlot.production.command.screenplay.FountainLine.PageBreak;
import org.backlot.production.command.screenplay.FountainLine.Parenthetical;
import org.backlot.production.command.screenplay.FountainLine.Section;
import org.backlot.production.command.screenplay.FountainLine.Synopsis;
import org.backlot.production.command.screenplay.FountainLine.Transition;

/**
 * Counts the lines that one scene takes in print: 55 on a page, action 61 columns wide, dialogue 35, parentheticals 26.
 * Every thing is printed after one empty line; within action all empty lines count, as the format wants them kept. Dual
 * dialogue counts the longer of its two speeches. Where pages turn is not considered, and a page break adds nothing.
 */
final class PageLength {
    private static final int LINES_OF_A_PAGE = 55;
    private static final int ACTION_COLUMNS = 61;
    private static final int DIALOGUE_COLUMNS = 35;
    private static final int PARENTHETICAL_COLUMNS = 26;

    private long printed;
    private int emptyLines;
    private boolean withinAction;
    private long speech;
    private long besideSpeech;

    /** Takes the next line of the scene, the heading first. */
    void add(FountainLine line) {
        switch (line) {
            case Blank _ -> emptyLines++;
            case Section _, Synopsis _, PageBreak _ -> {}
            case Heading heading -> paragraph(heading.text(), false);
            case Action action -> paragraph(action.text(), true);
            case Centred centred -> paragraph(centred.text(), true);
            case Transition transition -> paragraph(transition.text(), false);
            case Cue cue -> cue(cue);
            case Parenthetical parenthetical -> speech(parenthetical.text(), PARENTHETICAL_COLUMNS);
            case Dialogue dialogue -> speech(dialogue.text(), DIALOGUE_COLUMNS);
            case Lyric lyric -> speech(lyric.text(), DIALOGUE_COLUMNS);
        }
    }

    /** Returns the lines counted, to the nearest eighth of a page, at least one. */
    PageEighths eighths() {
        long eighths = (2 * 8 * printed + LINES_OF_A_PAGE) / (2 * LINES_OF_A_PAGE);
        return new PageEighths(Math.toIntExact(Math.max(1, eighths)));
    }

    private void paragraph(String text, boolean isAction) {
        if (withinAction && isAction) {
            printed += emptyLines;
        } else {
            printed++;
        }
        printed += PrintedLines.of(Emphasis.removedFrom(text), ACTION_COLUMNS);
        emptyLines = 0;
        withinAction = isAction;
        speech = 0;
        besideSpeech = 0;
    }

    private void cue(Cue cue) {
        if (cue.dual() && speech > 0) {
            besideSpeech = speech;
        } else {
            besideSpeech = 0;
            printed++;
        }
        speech = 0;
        emptyLines = 0;
        withinAction = false;
        print(1);
    }

    private void speech(String text, int columns) {
        if (emptyLines > 0) {
            printed++;
        }
        emptyLines = 0;
        withinAction = false;
        print(PrintedLines.of(Emphasis.removedFrom(text), columns));
    }

    /** Lines of a speech beside another one take no room until they reach below it. */
    private void print(long lines) {
        long beside = Math.min(besideSpeech, lines);
        besideSpeech -= beside;
        printed += lines - beside;
        speech += lines;
    }
}
