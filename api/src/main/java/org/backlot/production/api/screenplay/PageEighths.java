// Productions count pages in eighths, never in decimals; a type of its own keeps the two from being mixed.

package org.backlot.production.api.screenplay;

import java.util.Collection;

/**
 * A length of script in eighths of a page. A scene has at least one eighth; zero is only the sum of nothing.
 *
 * @param eighths how many eighths, zero or more
 */
public record PageEighths(int eighths) {
    /** No pages at all. */
    public static final PageEighths NONE = new PageEighths(0);

    private static final int EIGHTHS_OF_A_PAGE = 8;

    public PageEighths {
        if (eighths < 0) {
            throw new IllegalArgumentException("a length cannot be negative: " + eighths + " eighths");
        }
    }

    /** Returns the sum of the given lengths, {@link #NONE} when there are none. */
    public static PageEighths sum(Collection<PageEighths> lengths) {
        return lengths.stream().reduce(NONE, PageEighths::plus);
    }

    /** Returns this length and the other one together. */
    public PageEighths plus(PageEighths other) {
        return new PageEighths(Math.addExact(eighths, other.eighths));
    }

    /** Returns the length as a breakdown sheet prints it: {@code 3/8}, {@code 2}, {@code 2 3/8}. */
    @Override
    public String toString() {
        int pages = eighths / EIGHTHS_OF_A_PAGE;
        int rest = eighths % EIGHTHS_OF_A_PAGE;
        if (rest == 0) {
            return Integer.toString(pages);
        }
        String fraction = rest + "/" + EIGHTHS_OF_A_PAGE;
        return pages == 0 ? fraction : pages + " " + fraction;
    }
}
