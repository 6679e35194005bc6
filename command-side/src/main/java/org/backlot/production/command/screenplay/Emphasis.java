// Stars and underscores style a word; they are no part of a name, a place or the width of a line.

package org.backlot.production.command.screenplay;

/**
 * Takes the marks of emphasis out of one line, by <a href="https://fountain.io/syntax">fountain.io/syntax</a>,
 * Emphasis: {@code *italics*}, {@code **bold**}, {@code ***both***}, {@code _underline_}. A mark opens before text and
 * closes after text; marks without a partner on the same line and marks after a backslash are text.
 */
final class Emphasis {
    private static final int NOT_OPEN = -1;
    private static final int LONGEST_MARK = 3;

    private final String text;
    private final boolean[] left;
    private int italics = NOT_OPEN;
    private int bold = NOT_OPEN;
    private int underline = NOT_OPEN;

    private Emphasis(String text) {
        this.text = text;
        this.left = new boolean[text.length()];
    }

    /** Returns the line as it reads without emphasis. */
    static String removedFrom(String line) {
        boolean plain = line.indexOf('*') < 0 && line.indexOf('_') < 0 && line.indexOf('\\') < 0;
        return plain ? line : new Emphasis(line).remove();
    }

    private String remove() {
        int index = 0;
        while (index < text.length()) {
            index = switch (text.charAt(index)) {
                case '\\' -> escape(index);
                case '_' -> underline(index);
                case '*' -> stars(index);
                default -> index + 1;
            };
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int place = 0; place < text.length(); place++) {
            if (!left[place]) {
                plain.append(text.charAt(place));
            }
        }
        return plain.toString();
    }

    private int escape(int index) {
        if (index + 1 < text.length() && "\\*_".indexOf(text.charAt(index + 1)) >= 0) {
            leaveOut(index, 1);
            return index + 2;
        }
        return index + 1;
    }

    private int underline(int index) {
        if (underline != NOT_OPEN && index > underline + 1 && closes(index)) {
            leaveOut(underline, 1);
            leaveOut(index, 1);
            underline = NOT_OPEN;
        } else if (opens(index + 1)) {
            underline = index;
        }
        return index + 1;
    }

    private int stars(int begin) {
        int end = begin;
        while (end < text.length() && text.charAt(end) == '*') {
            end++;
        }
        int length = end - begin;
        if (length > LONGEST_MARK) {
            return end;
        }
        boolean isItalics = length != 2;
        boolean isBold = length >= 2;
        boolean isOpen = (!isItalics || italics != NOT_OPEN) && (!isBold || bold != NOT_OPEN);
        if (isOpen && closes(begin)) {
            closeStars(begin, length, isItalics, isBold);
        } else if (opens(end)) {
            bold = isBold ? begin : bold;
            italics = isItalics ? end - 1 : italics;
        }
        return end;
    }

    private void closeStars(int begin, int length, boolean isItalics, boolean isBold) {
        leaveOut(begin, length);
        if (isItalics) {
            leaveOut(italics, 1);
            italics = NOT_OPEN;
        }
        if (isBold) {
            leaveOut(bold, 2);
            bold = NOT_OPEN;
        }
    }

    private boolean opens(int next) {
        return next < text.length() && !Character.isWhitespace(text.charAt(next));
    }

    private boolean closes(int index) {
        return index > 0 && !Character.isWhitespace(text.charAt(index - 1));
    }

    private void leaveOut(int begin, int length) {
        for (int place = begin; place < begin + length; place++) {
            left[place] = true;
        }
    }
}
