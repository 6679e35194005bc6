// Paper is counted in printed lines: a long line of the file is several of them.

package org.backlot.production.command.screenplay;

/** Counts how many lines of a given width one line of text needs, broken between words. */
final class PrintedLines {
    private static final int COLUMNS_OF_A_TAB = 4;

    private final int columns;
    private long lines = 1;
    private int column;
    private int gap;
    private int word;

    private PrintedLines(int columns) {
        this.columns = columns;
    }

    /** Returns at least one line; a word wider than a line goes on in the next. */
    static long of(String text, int columns) {
        PrintedLines printed = new PrintedLines(columns);
        text.codePoints().forEach(printed::add);
        printed.placeWord();
        return printed.lines;
    }

    private void add(int codePoint) {
        if (Character.isWhitespace(codePoint)) {
            placeWord();
            gap += codePoint == '\t' ? COLUMNS_OF_A_TAB : 1;
        } else {
            word += columnsOf(codePoint);
        }
    }

    private void placeWord() {
        if (word == 0) {
            return;
        }
        if (gap + word <= columns - column) {
            column += gap + word;
        } else {
            if (column > 0) {
                lines++;
            }
            lines += (word - 1) / columns;
            column = (word - 1) % columns + 1;
        }
        gap = 0;
        word = 0;
    }

    /** Accents and vowel signs stand on the letter before them. */
    private static int columnsOf(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> 1;
        };
    }
}
