package org.backlot.clips.api;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.backlot.shared.PlainText;
import org.backlot.shared.personal.NotPersonal;
import org.jspecify.annotations.Nullable;

/**
 * What a brand puts on its clips.
 *
 * @param name one line of 1 to 255 characters
 * @param logoKey its picture in the object store
 * @param colors at most 16, as {@code #RRGGBB}
 * @param fonts at most 8 names of font families, for people; what is drawn with is a file
 * @param fontKey a TrueType font in the object store, for captions, watermark and titles
 * @param outroKey what is played at the end, in the object store
 * @param watermark one line of at most 100 characters shown all the time
 */
public record BrandKitContents(
        @NotPersonal("the name of a brand") String name,
        @NotPersonal("a key made of ids") @Nullable String logoKey,
        @NotPersonal("colours") List<String> colors,
        @NotPersonal("font families") List<String> fonts,
        @NotPersonal("a key made of ids") @Nullable String fontKey,
        @NotPersonal("a key made of ids") @Nullable String outroKey,

        @NotPersonal("what a brand writes on all of its clips") @Nullable
        String watermark) {
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_WATERMARK = 100;
    private static final int MOST_COLORS = 16;
    private static final int MOST_FONTS = 8;
    private static final Pattern COLOR = Pattern.compile("#[0-9A-Fa-f]{6}");
    private static final Pattern FONT = Pattern.compile("[\\p{L}\\p{N} _-]{1,64}");

    public BrandKitContents {
        name = PlainText.line(name, LONGEST_NAME);
        watermark = watermark == null ? null : PlainText.line(watermark, LONGEST_WATERMARK);
        if (Stream.of(logoKey, fontKey, outroKey).filter(Objects::nonNull).anyMatch(key -> !StepFile.isKey(key))) {
            throw new IllegalArgumentException("a key is a path of letters, digits, dots, dashes and underscores");
        }
        if (colors.size() > MOST_COLORS
                || !colors.stream().allMatch(color -> COLOR.matcher(color).matches())) {
            throw new IllegalArgumentException("colors are at most 16, each as #RRGGBB");
        }
        if (fonts.size() > MOST_FONTS
                || !fonts.stream().allMatch(font -> FONT.matcher(font).matches())) {
            throw new IllegalArgumentException("fonts are at most 8 names of font families");
        }
        colors = List.copyOf(colors);
        fonts = List.copyOf(fonts);
    }
}
