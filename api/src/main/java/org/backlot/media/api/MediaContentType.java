package org.backlot.media.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.backlot.shared.personal.NotPersonal;
import org.jspecify.annotations.Nullable;

/**
 * The media type of an upload: moving pictures, sound, pictures, captions, or a font (CLIP section 6).
 *
 * @param value type and subtype in lower case, without parameters
 */
public record MediaContentType(
        @NotPersonal("a registered media type") @JsonValue String value) {
    private static final Pattern TOKENS = Pattern.compile("[a-z]+/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}");
    private static final String SUBRIP = "application/x-subrip";
    /** RFC 8081 section 4.4.2. */
    private static final String FONT = "font/ttf";

    private static final Set<String> CAPTIONS = Set.of(SUBRIP, "text/vtt", "application/json");

    /** What the bytes of these must be; others of their kind may be whatever holds that kind. */
    private static final Map<String, Set<FileSignature>> EXACTLY = Map.ofEntries(
            Map.entry("video/mp4", Set.of(FileSignature.ISO_MEDIA)),
            Map.entry("video/quicktime", Set.of(FileSignature.ISO_MEDIA)),
            Map.entry("video/webm", Set.of(FileSignature.MATROSKA)),
            Map.entry("video/x-matroska", Set.of(FileSignature.MATROSKA)),
            Map.entry("video/x-msvideo", Set.of(FileSignature.AVI)),
            Map.entry("video/mp2t", Set.of(FileSignature.MPEG_TRANSPORT)),
            Map.entry("audio/wav", Set.of(FileSignature.WAVE)),
            Map.entry("audio/x-wav", Set.of(FileSignature.WAVE)),
            Map.entry("audio/mp4", Set.of(FileSignature.ISO_MEDIA)),
            Map.entry("audio/mpeg", Set.of(FileSignature.MPEG_AUDIO)),
            Map.entry("audio/flac", Set.of(FileSignature.FLAC)),
            Map.entry("audio/ogg", Set.of(FileSignature.OGG)),
            Map.entry("audio/webm", Set.of(FileSignature.MATROSKA)),
            Map.entry("image/jpeg", Set.of(FileSignature.JPEG)),
            Map.entry("image/png", Set.of(FileSignature.PNG)),
            Map.entry("image/gif", Set.of(FileSignature.GIF)),
            Map.entry("image/webp", Set.of(FileSignature.WEBP)),
            Map.entry("image/tiff", Set.of(FileSignature.TIFF)),
            Map.entry(SUBRIP, Set.of(FileSignature.SUBRIP)),
            Map.entry("text/vtt", Set.of(FileSignature.WEBVTT)),
            Map.entry("application/json", Set.of(FileSignature.JSON)),
            Map.entry(FONT, Set.of(FileSignature.TRUETYPE)));

    /** What a media type is for. */
    public enum Kind {
        VIDEO,
        AUDIO,
        IMAGE,
        CAPTIONS,
        FONT;

        /** Whether such files are what jobs are made of; pictures and fonts belong to brands and people. */
        public boolean isMaterial() {
            return this == VIDEO || this == AUDIO || this == CAPTIONS;
        }
    }

    /** @throws IllegalArgumentException for what may not be uploaded */
    @JsonCreator
    public MediaContentType {
        value = value.strip().toLowerCase(Locale.ROOT);
        if (!TOKENS.matcher(value).matches() || kindOf(value) == null) {
            throw new IllegalArgumentException("must be video/*, audio/*, image/*, " + String.join(", ", CAPTIONS)
                    + ", " + FONT + ", without parameters");
        }
    }

    /** What it is for. */
    public Kind kind() {
        var kind = kindOf(value);
        if (kind == null) {
            throw new IllegalStateException("checked at its making");
        }
        return kind;
    }

    /** Whether a file that begins like this may be called by this type. */
    public boolean admits(FileSignature signature) {
        var exactly = EXACTLY.get(value);
        return exactly != null ? exactly.contains(signature) : signature.holds(kind());
    }

    private static @Nullable Kind kindOf(String value) {
        if (CAPTIONS.contains(value)) {
            return Kind.CAPTIONS;
        }
        if (value.equals(FONT)) {
            return Kind.FONT;
        }
        return switch (value.substring(0, value.indexOf('/'))) {
            case "video" -> Kind.VIDEO;
            case "audio" -> Kind.AUDIO;
            case "image" -> Kind.IMAGE;
            default -> null;
        };
    }

    @Override
    public String toString() {
        return value;
    }
}
