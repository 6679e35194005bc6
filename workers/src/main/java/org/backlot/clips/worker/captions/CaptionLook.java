package org.backlot.clips.worker.captions;

/**
 * Colours and measures of captions. Words that were said are dimmed by colour: by transparency the outline would shine
 * through.
 *
 * @param text colour of words
 * @param active colour of the word that is said
 * @param said colour of words that were said, where the style dims them
 * @param outline colour around letters
 * @param fontSize height of an em, as part of the picture's shorter side
 * @param outlineWidth as part of the shorter side
 * @param bottomMargin from the lower edge of the picture, as part of its height: below 15 % the platforms' own buttons lie
 * @param upperCase whether letters are made large
 */
public record CaptionLook(
        Colour text,
        Colour active,
        Colour said,
        Colour outline,
        double fontSize,
        double outlineWidth,
        double bottomMargin,
        boolean upperCase) {
    public CaptionLook {
        if (fontSize <= 0
                || fontSize > 0.5
                || outlineWidth < 0
                || outlineWidth > 0.05
                || bottomMargin < 0
                || bottomMargin > 0.9) {
            throw new IllegalArgumentException("Captions of this size cannot be shown");
        }
    }

    public static CaptionLook standard() {
        return new CaptionLook(
                new Colour(255, 255, 255),
                new Colour(255, 229, 0),
                new Colour(200, 200, 200),
                new Colour(0, 0, 0),
                0.085,
                4.0 / 1080,
                0.15,
                true);
    }

    /** With another colour for the word that is said. */
    public CaptionLook withActive(Colour colour) {
        return new CaptionLook(text, colour, said, outline, fontSize, outlineWidth, bottomMargin, upperCase);
    }
}
