// ffmpeg would guess the format, and among its guesses are playlists that open other files. So the guess is ours,
// from the first bytes, among few.
package org.backlot.clips.worker.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The containers that are taken, known by their first bytes. */
enum Container {
    MOV("mov"),
    MATROSKA("matroska"),
    AVI("avi"),
    MPEG_TS("mpegts"),
    MXF("mxf");

    private static final int BYTES_LOOKED_AT = 1024;
    private static final int TS_PACKET = 188;
    /** The kinds of box an MP4 or MOV may begin with. */
    private static final Set<String> FIRST_BOXES = Set.of("ftyp", "moov", "mdat", "wide", "free", "skip", "pnot");

    private static final List<String> PLAYLISTS =
            List.of("#extm3u", "ffconcat version", "<?xml", "<mpd", "<smil", "[playlist]", "<asx", "file '", "#ext-x");

    private final String demuxer;

    Container(String demuxer) {
        this.demuxer = demuxer;
    }

    String demuxer() {
        return demuxer;
    }

    /** @throws MediaRefused {@code EMPTY_FILE}, {@code PLAYLIST}, {@code NOT_MEDIA} */
    static Container of(Path file) throws IOException, MediaRefused {
        byte[] head;
        try (var stream = Files.newInputStream(file)) {
            head = stream.readNBytes(BYTES_LOOKED_AT);
        }
        if (head.length == 0) {
            throw new MediaRefused(MediaRefusal.EMPTY_FILE);
        }
        if (isPlaylist(head)) {
            throw new MediaRefused(MediaRefusal.PLAYLIST);
        }
        if (FIRST_BOXES.contains(text(head, 4, 4))) {
            return MOV;
        }
        if (startsWith(head, 0x1A, 0x45, 0xDF, 0xA3)) {
            return MATROSKA;
        }
        if (text(head, 0, 4).equals("RIFF") && text(head, 8, 4).equals("AVI ")) {
            return AVI;
        }
        if (startsWith(head, 0x06, 0x0E, 0x2B, 0x34, 0x02, 0x05, 0x01, 0x01)) {
            return MXF;
        }
        if (isTransportStream(head)) {
            return MPEG_TS;
        }
        throw new MediaRefused(MediaRefusal.NOT_MEDIA);
    }

    private static boolean isPlaylist(byte[] head) {
        var begin = new String(head, StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .strip()
                .toLowerCase(Locale.ROOT);
        return PLAYLISTS.stream().anyMatch(begin::startsWith);
    }

    private static boolean isTransportStream(byte[] head) {
        return head.length > 2 * TS_PACKET && head[0] == 0x47 && head[TS_PACKET] == 0x47 && head[2 * TS_PACKET] == 0x47;
    }

    private static boolean startsWith(byte[] head, int... bytes) {
        if (head.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] head, int from, int length) {
        return head.length < from + length ? "" : new String(head, from, length, StandardCharsets.ISO_8859_1);
    }
}
