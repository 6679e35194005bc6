// The format is one of lines: once each line has a kind, the rest of the reading is a switch over the kinds.

package org.backlot.production.command.screenplay;

import org.backlot.production.api.screenplay.Slugline;

/** One line of a screenplay's body and what it is, by <a href="https://fountain.io/syntax">fountain.io/syntax</a>. */
sealed interface FountainLine {
    /** An empty line. */
    record Blank() implements FountainLine {}

    /** The beginning of a scene; an empty number: none given. */
    record Heading(String text, Slugline slugline, String number) implements FountainLine {}

    /** A line of description, with its indentation. */
    record Action(String text) implements FountainLine {}

    /** Who speaks next, without extensions; beside the speech before where it is dual. */
    record Cue(String name, boolean dual) implements FountainLine {}

    /** How it is said. */
    record Parenthetical(String text) implements FountainLine {}

    /** What is said; empty for a line kept empty by two spaces. */
    record Dialogue(String text) implements FountainLine {}

    /** What is sung. */
    record Lyric(String text) implements FountainLine {}

    /** How a scene ends. */
    record Transition(String text) implements FountainLine {}

    /** Description in the middle of the line. */
    record Centred(String text) implements FountainLine {}

    /** A part of the story, for the writer only. */
    record Section() implements FountainLine {}

    /** A summary, for the writer only. */
    record Synopsis(String text) implements FountainLine {}

    /** The wish for a new page. */
    record PageBreak() implements FountainLine {}
}
