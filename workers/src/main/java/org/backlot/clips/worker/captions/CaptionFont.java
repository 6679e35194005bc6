// A bare machine has no fonts, and another machine has others: then the same clip would not look the same. So the font
// comes along, and only it is used.
package org.backlot.clips.worker.captions;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import org.backlot.shared.Sha256;

/** A TrueType font, as Java and libass both read it. */
public final class CaptionFont {
    /** DejaVu Sans Condensed Bold: Latin, Greek, Cyrillic and Arabic in one. */
    private static final String BUNDLED = "/net/sf/jasperreports/fonts/dejavu/DejaVuSansCondensed-Bold.ttf";

    static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

    private final byte[] content;
    private final Font font;

    private CaptionFont(byte[] content) throws IOException {
        this.content = content;
        try {
            this.font = Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(content));
        } catch (FontFormatException failure) {
            throw new IOException("This is no TrueType font", failure);
        }
    }

    /** The one that comes along. */
    public static CaptionFont bundled() {
        try (var stream = CaptionFont.class.getResourceAsStream(BUNDLED)) {
            if (stream == null) {
                throw new IllegalStateException("The bundled font is missing: " + BUNDLED);
            }
            return new CaptionFont(stream.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @throws IOException where it cannot be read or is no TrueType font */
    public static CaptionFont of(Path file) throws IOException {
        return new CaptionFont(Files.readAllBytes(file));
    }

    /** Whether it has all letters of a text. */
    boolean canShow(String text) {
        return font.canDisplayUpTo(text) < 0;
    }

    /** @param em height of an em, in pixels */
    public Font sized(double em) {
        return font.deriveFont((float) em);
    }

    /** The name by which libass finds it. */
    String name() {
        return font.getFontName(Locale.ENGLISH);
    }

    /** The size by which libass draws an em of that height: it counts the whole line. */
    double lineHeight(double em) {
        var metrics = sized(em).getLineMetrics("Ag", EXACT);
        return metrics.getAscent() + metrics.getDescent();
    }

    double ascent(double em) {
        return sized(em).getLineMetrics("Ag", EXACT).getAscent();
    }

    /** How wide a text is drawn, in pixels. */
    public double width(String text, double em) {
        return sized(em).createGlyphVector(EXACT, text).getNumGlyphs() == 0
                ? 0
                : new TextLayout(text, sized(em), EXACT).getAdvance();
    }

    public String sha256() {
        return HexFormat.of().formatHex(Sha256.of(content));
    }

    /** Written into a folder that holds nothing but fonts. */
    void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("captions.ttf"), content);
    }
}
