// What the writer hides must not print, speak or start a scene, so it leaves the text before lines are looked at.

package org.backlot.production.command.screenplay;

/**
 * Takes boneyards and notes out of a screenplay, by <a href="https://fountain.io/syntax">fountain.io/syntax</a>, Notes
 * and Boneyard.
 *
 * <ul>
 *   <li>A boneyard <code>/&#42; &#42;/</code> may span anything. One over several lines leaves an empty line where it
 *       ends a line, so that the scene after it still begins after an empty line.
 *   <li>A note {@code [[ ]]} may span lines but no empty line; a line of exactly two spaces is not empty.
 *   <li>A line that held only notes, or a boneyard on this one line, vanishes, with one of two empty lines around it.
 *   <li>What is never closed is not hidden: better to show what was written than to lose scenes to a forgotten mark.
 * </ul>
 *
 * <p>Every search runs forward only and is remembered, so the time is linear in the length of the text.
 */
final class HiddenText {
    private static final String BONEYARD = "/*";
    private static final String NOTE = "[[";
    private static final int MARK_LENGTH = 2;

    private final String source;
    private final StringBuilder shown;
    private final NextOccurrence boneyardEnd;
    private final NextOccurrence noteEnd;
    private final NextOccurrence emptyLine;
    private final NextOccurrence lineEnd;
    private boolean lineHasText;

    private HiddenText(String source) {
        this.source = source;
        this.shown = new StringBuilder(source.length());
        this.boneyardEnd = new NextOccurrence(offset -> source.indexOf("*/", offset));
        this.noteEnd = new NextOccurrence(offset -> source.indexOf("]]", offset));
        this.emptyLine = new NextOccurrence(offset -> emptyLineFrom(source, offset));
        this.lineEnd = new NextOccurrence(offset -> source.indexOf('\n', offset));
    }

    /** Returns the text, whose lines end in {@code \n}, without what is hidden in it. */
    static String removedFrom(String source) {
        return new HiddenText(source).remove();
    }

    private String remove() {
        int index = 0;
        while (index < source.length()) {
            int end = hiddenUntil(index);
            if (end > index) {
                index = hide(index, end);
            } else {
                show(source.charAt(index));
                index++;
            }
        }
        return shown.toString();
    }

    /** Returns the offset behind the hidden text that begins at the index, or the index itself where none begins. */
    private int hiddenUntil(int index) {
        if (source.startsWith(BONEYARD, index)) {
            int end = boneyardEnd.from(index + MARK_LENGTH);
            return end < 0 ? index : end + MARK_LENGTH;
        }
        if (source.startsWith(NOTE, index)) {
            int end = noteEnd.from(index + MARK_LENGTH);
            int barrier = emptyLine.from(index);
            boolean closed = end >= 0 && (barrier < 0 || end < barrier);
            return closed ? end + MARK_LENGTH : index;
        }
        return index;
    }

    private void show(char character) {
        shown.append(character);
        if (character == '\n') {
            lineHasText = false;
        } else if (!isBlank(character)) {
            lineHasText = true;
        }
    }

    /** Leaves out what lies between begin and end; returns the offset to go on from. */
    private int hide(int begin, int end) {
        int rest = end;
        while (rest < source.length() && isBlank(source.charAt(rest))) {
            rest++;
        }
        boolean endsLine = rest == source.length() || source.charAt(rest) == '\n';
        if (!endsLine) {
            return end;
        }
        removeTrailingBlanks();
        boolean emptyLineFollows = source.startsWith("\n\n", rest);
        if (spansLines(begin, end) && source.startsWith(BONEYARD, begin) && !emptyLineFollows && !endsWithEmptyLine()) {
            if (lineHasText) {
                show('\n');
            }
            return rest;
        }
        return lineHasText ? rest : afterVanishedLine(rest, emptyLineFollows);
    }

    private boolean spansLines(int begin, int end) {
        int firstLineEnd = lineEnd.from(begin);
        return firstLineEnd >= 0 && firstLineEnd < end;
    }

    private int afterVanishedLine(int rest, boolean emptyLineFollows) {
        int next = Math.min(rest + 1, source.length());
        return emptyLineFollows && endsWithEmptyLine() ? next + 1 : next;
    }

    private boolean endsWithEmptyLine() {
        int length = shown.length();
        return length == 0 || (length >= 2 && shown.charAt(length - 1) == '\n' && shown.charAt(length - 2) == '\n');
    }

    private void removeTrailingBlanks() {
        int length = shown.length();
        while (length > 0 && isBlank(shown.charAt(length - 1))) {
            length--;
        }
        shown.setLength(length);
    }

    private static int emptyLineFrom(String text, int offset) {
        int lineEnd = text.indexOf('\n', offset);
        while (lineEnd >= 0) {
            int next = lineEnd + 1;
            while (next < text.length() && isBlank(text.charAt(next))) {
                next++;
            }
            boolean isEmpty = next == text.length() || text.charAt(next) == '\n';
            if (isEmpty && !text.substring(lineEnd + 1, next).equals(FountainLexer.KEPT_EMPTY_LINE)) {
                return lineEnd;
            }
            lineEnd = text.indexOf('\n', next);
        }
        return -1;
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }
}
