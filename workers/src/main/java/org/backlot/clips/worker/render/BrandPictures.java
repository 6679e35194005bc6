package org.backlot.clips.worker.render;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.backlot.clips.worker.captions.CaptionFont;

/** Draws what a brand kit lays over the picture, in the size of the clip. */
final class BrandPictures {
    private static final double LOGO_WIDTH = 0.16;
    private static final double LOGO_HEIGHT = 0.1;
    private static final double MARGIN = 0.045;
    private static final double WATERMARK_EM = 0.06;
    /** Below faces, above captions. */
    private static final double WATERMARK_AT = 0.64;

    private static final float WATERMARK_OPACITY = 0.25f;
    private static final int LARGEST_LOGO = 6_000;

    private final int width;
    private final int height;

    BrandPictures(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** A picture and where its upper left corner lies. */
    record Laid(Path file, int x, int y) {}

    Laid logo(Path source, BrandKit.Corner corner, Path file) throws IOException {
        var logo = read(source);
        double scale = Math.min(
                LOGO_WIDTH * Math.min(width, height) / logo.getWidth(), LOGO_HEIGHT * height / logo.getHeight());
        int wide = Math.max(1, (int) Math.round(logo.getWidth() * scale));
        int high = Math.max(1, (int) Math.round(logo.getHeight() * scale));
        var picture = new BufferedImage(wide, high, BufferedImage.TYPE_INT_ARGB);
        var graphics = picture.createGraphics();
        // Averages over areas: thin lines of a large logo stay.
        graphics.drawImage(logo.getScaledInstance(wide, high, Image.SCALE_AREA_AVERAGING), 0, 0, null);
        graphics.dispose();
        write(picture, file);
        int margin = (int) (MARGIN * Math.min(width, height));
        int x = switch (corner) {
            case TOP_LEFT, BOTTOM_LEFT -> margin;
            case TOP_RIGHT, BOTTOM_RIGHT -> width - wide - margin;
        };
        int y = switch (corner) {
            case TOP_LEFT, TOP_RIGHT -> margin;
            case BOTTOM_LEFT, BOTTOM_RIGHT -> height - high - margin;
        };
        return new Laid(file, x, y);
    }

    private static BufferedImage read(Path source) throws IOException {
        try (var stream = ImageIO.createImageInputStream(source.toFile())) {
            var readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw new IOException("The logo is no picture we can read");
            }
            var reader = readers.next();
            try {
                reader.setInput(stream);
                // A few bytes may unfold to gigabytes.
                if (reader.getWidth(0) > LARGEST_LOGO || reader.getHeight(0) > LARGEST_LOGO) {
                    throw new IOException("The logo is larger than " + LARGEST_LOGO + " pixels");
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        }
    }

    Laid watermark(String text, CaptionFont font, Path file) throws IOException {
        var sized = fitting(text, font, WATERMARK_EM * Math.min(width, height), 0.8 * width);
        var layout = new TextLayout(
                text,
                sized,
                graphicsOf(new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB)).getFontRenderContext());
        int wide = (int) Math.ceil(layout.getAdvance()) + 8;
        int high = (int) Math.ceil(layout.getAscent() + layout.getDescent()) + 8;
        var picture = new BufferedImage(wide, high, BufferedImage.TYPE_INT_ARGB);
        var graphics = graphicsOf(picture);
        graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, WATERMARK_OPACITY));
        graphics.setColor(Color.BLACK);
        layout.draw(graphics, 6, 6 + layout.getAscent());
        graphics.setColor(Color.WHITE);
        layout.draw(graphics, 4, 4 + layout.getAscent());
        graphics.dispose();
        write(picture, file);
        return new Laid(file, (width - wide) / 2, (int) (height * WATERMARK_AT) - high / 2);
    }

    static Font fitting(String text, CaptionFont font, double em, double widest) {
        double width = font.width(text, em);
        return font.sized(width > widest ? em * widest / width : em);
    }

    static Graphics2D graphicsOf(BufferedImage picture) {
        var graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        return graphics;
    }

    private static void write(BufferedImage picture, Path file) throws IOException {
        if (!ImageIO.write(picture, "png", file.toFile())) {
            throw new IOException("This Java writes no PNG");
        }
    }
}
