// Reading a file is slow and may fail, so it happens once, before anything is decided or locked.
package org.backlot.production.command.upload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.backlot.production.api.ProductionRejection;
import org.backlot.production.api.ProjectEvent.SlateScene;
import org.backlot.production.api.screenplay.Screenplay;
import org.backlot.production.command.screenplay.FountainParser;
import org.backlot.production.command.screenplay.UnreadableScreenplay;
import org.backlot.shared.Rejection;
import org.backlot.shared.Sha256;
import org.backlot.shared.id.SceneId;
import org.backlot.shared.id.UnitId;

/** A Fountain file that was read, and the digest that names it. */
public final class UploadedScreenplay {
    private static final FountainParser PARSER = new FountainParser();

    private final byte[] bytes;
    private final String digest;
    private final Screenplay screenplay;

    private UploadedScreenplay(byte[] bytes, String digest, Screenplay screenplay) {
        this.bytes = bytes;
        this.digest = digest;
        this.screenplay = screenplay;
    }

    /**
     * Reads a file.
     *
     * @throws Rejection {@code SCREENPLAY_TOO_LARGE}, {@code SCREENPLAY_NOT_TEXT}, {@code SCREENPLAY_WITHOUT_SCENES}
     */
    public static UploadedScreenplay read(byte[] file) {
        var bytes = file.clone();
        try {
            return new UploadedScreenplay(bytes, HexFormat.of().formatHex(Sha256.of(bytes)), PARSER.parse(bytes));
        } catch (UnreadableScreenplay e) {
            throw Rejection.of(
                    switch (e.reason()) {
                        case TOO_LARGE -> ProductionRejection.SCREENPLAY_TOO_LARGE;
                        case NOT_TEXT -> ProductionRejection.SCREENPLAY_NOT_TEXT;
                        case NO_SCENES -> ProductionRejection.SCREENPLAY_WITHOUT_SCENES;
                    });
        }
    }

    /** The bytes as they came. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** SHA-256 of the bytes, in hexadecimal. */
    public String digest() {
        return digest;
    }

    /** The title on its title page; empty: none given. */
    public String title() {
        return screenplay.title();
    }

    /**
     * The scenes, named for one unit. A name follows from unit, file and place in the file, so that the same upload gives
     * the same ids again.
     */
    public List<SlateScene> scenesFor(UnitId unit) {
        return screenplay.scenes().stream()
                .map(scene -> new SlateScene(sceneId(unit, scene.ordinal()), scene))
                .toList();
    }

    private SceneId sceneId(UnitId unit, int ordinal) {
        var hash = ByteBuffer.wrap(
                Sha256.of("scene/%s/%s/%d".formatted(unit, digest, ordinal).getBytes(StandardCharsets.UTF_8)));
        // UUID version 8 (RFC 9562, section 5.8): the content is ours, version and variant are not.
        long most = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x0000_0000_0000_8000L;
        long least = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new SceneId(new UUID(most, least));
    }
}
