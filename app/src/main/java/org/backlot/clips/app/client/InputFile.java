package org.backlot.clips.app.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.backlot.media.api.FileSignature;
import org.backlot.media.api.MediaContentType;
import org.backlot.media.command.MediaLimits;

/**
 * A file of the person's that is to be uploaded, looked at before anything starts: two gigabytes are sent for nothing
 * where the first bytes tell already that they will be refused.
 *
 * @param size in bytes
 */
public record InputFile(Path path, MediaContentType type, long size) {
    private static final Map<String, String> CAPTIONS =
            Map.of("srt", "application/x-subrip", "vtt", "text/vtt", "json", "application/json");

    /** @throws IllegalArgumentException with a sentence for the person, where it cannot be read or is no film */
    public static InputFile recording(Path path) {
        long size = readable(path);
        var signature = signature(path);
        if (!signature.holds(MediaContentType.Kind.VIDEO)) {
            throw new IllegalArgumentException(shown(path)
                    + " is no film: it begins like none of MP4, MOV, MKV, WebM, AVI, MPEG" + " and MXF files.");
        }
        return new InputFile(path, new MediaContentType(typeOf(signature, ending(path))), size);
    }

    /** @throws IllegalArgumentException with a sentence for the person, where it cannot be read or holds no captions */
    public static InputFile captions(Path path) {
        long size = readable(path);
        var type = Optional.ofNullable(CAPTIONS.get(ending(path)))
                .map(MediaContentType::new)
                .orElseThrow(() -> new IllegalArgumentException(
                        shown(path) + " is of an unknown kind: captions are .srt, .vtt or .json files."));
        if (!type.admits(signature(path))) {
            throw new IllegalArgumentException(
                    "%s does not begin like a .%s file in UTF-8.".formatted(shown(path), Printable.line(ending(path))));
        }
        return new InputFile(path, type, size);
    }

    /** What it is called, in one line: the name of a file may hold anything but a slash. */
    String shownName() {
        var name = shown(path.getFileName());
        return name.isEmpty() ? "recording" : name;
    }

    // A name of several lines, or one that commands a terminal, is no reason to send a film back: but it is not shown
    // so.
    private static String shown(Path path) {
        return Printable.line(path.toString());
    }

    private static long readable(Path path) {
        if (!Files.exists(path)) {
            throw new IllegalArgumentException("There is no file " + shown(path) + ".");
        }
        if (Files.isDirectory(path)) {
            throw new IllegalArgumentException(shown(path) + " is a folder: name a file in it.");
        }
        if (!Files.isReadable(path)) {
            throw new IllegalArgumentException(shown(path) + " may not be read by you.");
        }
        try {
            long size = Files.size(path);
            if (size == 0) {
                throw new IllegalArgumentException(shown(path) + " is empty.");
            }
            if (size > MediaLimits.LARGEST) {
                throw new IllegalArgumentException("%s has %s; at most %s are taken."
                        .formatted(shown(path), Bytes.shown(size), Bytes.shown(MediaLimits.LARGEST)));
            }
            return size;
        } catch (IOException e) {
            throw new IllegalArgumentException(shown(path) + " cannot be read: " + e, e);
        }
    }

    private static FileSignature signature(Path path) {
        try (var content = Files.newInputStream(path)) {
            return FileSignature.of(content.readNBytes(FileSignature.LOOKED_AT));
        } catch (IOException e) {
            throw new IllegalArgumentException(shown(path) + " cannot be read: " + e, e);
        }
    }

    private static String typeOf(FileSignature signature, String ending) {
        return switch (signature) {
            case ISO_MEDIA -> ending.equals("mov") ? "video/quicktime" : "video/mp4";
            case MATROSKA -> ending.equals("webm") ? "video/webm" : "video/x-matroska";
            case AVI -> "video/x-msvideo";
            case MPEG_TRANSPORT -> "video/mp2t";
            case MPEG_PROGRAM -> "video/mpeg";
            case FLASH_VIDEO -> "video/x-flv";
            case ADVANCED_SYSTEMS -> "video/x-ms-asf";
            case MXF -> "video/mxf";
            case OGG -> "video/ogg";
            default -> throw new IllegalArgumentException("no film begins like that: " + signature);
        };
    }

    private static String ending(Path path) {
        var name = path.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
