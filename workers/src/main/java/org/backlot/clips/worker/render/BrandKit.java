package org.backlot.clips.worker.render;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.backlot.clips.worker.captions.CaptionFont;
import org.backlot.clips.worker.captions.Colour;
import org.backlot.shared.Sha256;

/**
 * What makes a clip look like somebody's.
 *
 * @param logo a picture, PNG with transparency at best
 * @param corner where the logo stands
 * @param watermark text that lies faintly over the middle of the picture
 * @param activeColour of the word that is said
 * @param font TrueType, for captions, watermark and titles
 * @param outro a recording that ends every clip
 */
public record BrandKit(
        Optional<Path> logo,
        Corner corner,
        Optional<String> watermark,
        Optional<Colour> activeColour,
        Optional<Path> font,
        Optional<Path> outro) {

    /** The corners of a picture. */
    public enum Corner {
        TOP_LEFT,
        TOP_RIGHT,
        BOTTOM_LEFT,
        BOTTOM_RIGHT
    }

    /** The font for captions, watermark and titles. */
    CaptionFont captionFont() throws IOException {
        return font.isPresent() ? CaptionFont.of(font.get()) : CaptionFont.bundled();
    }

    /** The SHA-256 of each file that takes part, by what it is. */
    Map<String, String> hashes() throws IOException {
        var hashes = new TreeMap<String, String>();
        hashes.put("font", captionFont().sha256());
        if (logo.isPresent()) {
            hashes.put("logo", Sha256.hex(logo.get()));
        }
        if (outro.isPresent()) {
            hashes.put("outro", Sha256.hex(outro.get()));
        }
        return hashes;
    }

    public static BrandKit none() {
        return new BrandKit(
                Optional.empty(),
                Corner.TOP_RIGHT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
