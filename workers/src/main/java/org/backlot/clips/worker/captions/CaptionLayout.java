package org.backlot.clips.worker.captions;

import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Places the words of a block: one line, in the middle, above the lower margin; made smaller where it is too wide. */
record CaptionLayout(int width, int height, CaptionFont font, CaptionLook look) {
    private static final double WIDEST = 0.9;
    /** Words grow when they are said: the space between them is a little wider than in a book. */
    private static final double SPACE = 0.32;

    double outline() {
        return look.outlineWidth() * Math.min(width, height);
    }

    /** In the order in which they are said, wherever they stand. */
    List<PlacedWord> place(CaptionBlock block) {
        var texts = block.words().stream().map(word -> shown(word.text())).toList();
        var line = String.join(" ", texts);
        boolean rightToLeft = !new Bidi(line, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight();
        double em = look.fontSize() * Math.min(width, height);
        double wide = widthOf(texts, em);
        if (wide > WIDEST * width) {
            em *= WIDEST * width / wide;
            wide = widthOf(texts, em);
        }
        double y = height * (1 - look.bottomMargin()) - font.lineHeight(em) / 2;
        double at = rightToLeft ? (width + wide) / 2 : (width - wide) / 2;
        var placed = new ArrayList<PlacedWord>();
        for (var text : texts) {
            double own = font.width(text, em);
            double middle = rightToLeft ? at - own / 2 : at + own / 2;
            placed.add(new PlacedWord(text, middle, y, em, own, isRightToLeft(text)));
            double step = own + SPACE * em;
            at += rightToLeft ? -step : step;
        }
        return placed;
    }

    private double widthOf(List<String> texts, double em) {
        double sum = (texts.size() - 1) * SPACE * em;
        for (var text : texts) {
            sum += font.width(text, em);
        }
        return sum;
    }

    /** What the font cannot show, such as emoji, is left out rather than drawn as boxes. */
    private String shown(String text) {
        var kept = new StringBuilder();
        (look.upperCase() ? text.toUpperCase(Locale.ROOT) : text)
                .codePoints()
                .filter(character -> font.canShow(Character.toString(character)))
                .forEach(kept::appendCodePoint);
        return kept.isEmpty() ? "…" : kept.toString();
    }

    private static boolean isRightToLeft(String text) {
        return !new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).isLeftToRight();
    }
}
