// What a client calls a file is a promise; its first bytes are what a decoder will meet.
package org.backlot.media.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;
import org.backlot.media.api.MediaContentType.Kind;

/** The format that the first bytes of a file show. It says nothing of whether the rest can be decoded. */
public enum FileSignature {
    /** MP4, QuickTime, 3GP, HEIF: boxes, of which the first is {@code ftyp} or one of QuickTime's own. */
    ISO_MEDIA(Kind.VIDEO, Kind.AUDIO),
    /** HEIF and AVIF pictures, in the boxes of ISO media. */
    ISO_IMAGE(Kind.IMAGE),
    MATROSKA(Kind.VIDEO, Kind.AUDIO),
    AVI(Kind.VIDEO),
    MPEG_TRANSPORT(Kind.VIDEO),
    MPEG_PROGRAM(Kind.VIDEO),
    FLASH_VIDEO(Kind.VIDEO),
    ADVANCED_SYSTEMS(Kind.VIDEO, Kind.AUDIO),
    MXF(Kind.VIDEO),
    OGG(Kind.VIDEO, Kind.AUDIO),
    WAVE(Kind.AUDIO),
    AIFF(Kind.AUDIO),
    CORE_AUDIO(Kind.AUDIO),
    FLAC(Kind.AUDIO),
    /** MP3 and AAC in ADTS frames, with an ID3 tag before them or not. */
    MPEG_AUDIO(Kind.AUDIO),
    JPEG(Kind.IMAGE),
    PNG(Kind.IMAGE),
    GIF(Kind.IMAGE),
    WEBP(Kind.IMAGE),
    TIFF(Kind.IMAGE),
    BITMAP(Kind.IMAGE),
    WEBVTT(Kind.CAPTIONS),
    SUBRIP(Kind.CAPTIONS),
    JSON(Kind.CAPTIONS),
    TRUETYPE(Kind.FONT),
    /** Nothing that is known here: plain text, a document, a program. */
    UNKNOWN;

    /** How many first bytes are looked at. */
    public static final int LOOKED_AT = 4096;

    private static final Pattern FIRST_CAPTION = Pattern.compile(
            "\\s*\\d{1,9}[ \\t]*\\r?\\n[ \\t]*\\d{1,3}:\\d{2}:\\d{2}[,.]\\d{1,3}[ \\t]*-->[^\\n]*(\\n(?s:.*))?");
    private static final Pattern FIRST_JSON =
            Pattern.compile("\\s*[\\[{]\\s*([\"\\[{\\]}\\d\\-tfn].*)?", Pattern.DOTALL);
    private static final Set<String> FIRST_BOXES = Set.of("moov", "mdat", "wide", "free", "skip", "pnot");
    private static final Set<String> IMAGE_BRANDS = Set.of("heic", "heix", "heif", "mif1", "msf1", "avif", "avis");
    private static final int TRANSPORT_PACKET = 188;

    private final Set<Kind> kinds;

    FileSignature(Kind... kinds) {
        this.kinds = kinds.length == 0 ? EnumSet.noneOf(Kind.class) : EnumSet.of(kinds[0], kinds);
    }

    /** Whether files of this format may hold that kind of content. */
    public boolean holds(Kind kind) {
        return kinds.contains(kind);
    }

    /**
     * Reads the format off the first bytes of a file.
     *
     * @param start the file from its beginning; {@link #LOOKED_AT} bytes are enough, fewer only of a shorter file
     */
    public static FileSignature of(byte[] start) {
        var binary = ofBinary(new Start(start));
        return binary == UNKNOWN ? ofText(start) : binary;
    }

    private static FileSignature ofBinary(Start start) {
        if (start.ascii(4, "ftyp")) {
            return IMAGE_BRANDS.contains(start.text(8, 4)) ? ISO_IMAGE : ISO_MEDIA;
        }
        if (FIRST_BOXES.contains(start.text(4, 4))) {
            return ISO_MEDIA;
        }
        if (start.ascii(0, "RIFF") || start.ascii(0, "RF64")) {
            return switch (start.text(8, 4)) {
                case "WAVE" -> WAVE;
                case "AVI " -> AVI;
                case "WEBP" -> WEBP;
                default -> UNKNOWN;
            };
        }
        if (start.ascii(0, "FORM") && start.text(8, 3).equals("AIF")) {
            return AIFF;
        }
        for (var known : Known.values()) {
            if (start.hex(known.bytes)) {
                return known.signature;
            }
        }
        if (start.at(0) == 0x47 && start.at(TRANSPORT_PACKET) == 0x47 && start.at(2 * TRANSPORT_PACKET) == 0x47) {
            return MPEG_TRANSPORT;
        }
        return start.at(0) == 0xFF && frameFollows(start.at(1), start.at(2)) ? MPEG_AUDIO : UNKNOWN;
    }

    // Layers II and III, and AAC in ADTS. Layer I is left out: it would look like the mark of UTF-16 text.
    private static boolean frameFollows(int second, int third) {
        boolean layer = (second & 0xE6) == 0xE2 || (second & 0xE6) == 0xE4;
        boolean adts = (second & 0xF6) == 0xF0;
        return adts || (layer && (second & 0x18) != 0x08 && (third & 0xF0) != 0xF0);
    }

    private static FileSignature ofText(byte[] start) {
        for (byte one : start) {
            if (one == 0) {
                return UNKNOWN;
            }
        }
        var text = new String(start, StandardCharsets.UTF_8);
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        if (text.startsWith("WEBVTT") && (text.length() == 6 || Character.isWhitespace(text.charAt(6)))) {
            return WEBVTT;
        }
        if (FIRST_CAPTION.matcher(text).matches()) {
            return SUBRIP;
        }
        return FIRST_JSON.matcher(text).matches() ? JSON : UNKNOWN;
    }

    private enum Known {
        EBML("1A45DFA3", MATROSKA),
        PROGRAM("000001BA", MPEG_PROGRAM),
        SEQUENCE("000001B3", MPEG_PROGRAM),
        FLV("464C5601", FLASH_VIDEO),
        ASF("3026B2758E66CF11", ADVANCED_SYSTEMS),
        PARTITION("060E2B34", FileSignature.MXF),
        PAGE("4F676753", FileSignature.OGG),
        STREAM("664C6143", FileSignature.FLAC),
        CAFF("63616666", CORE_AUDIO),
        ID3("494433", MPEG_AUDIO),
        SOI("FFD8FF", FileSignature.JPEG),
        PORTABLE("89504E470D0A1A0A", FileSignature.PNG),
        GIF_87("474946383761", FileSignature.GIF),
        GIF_89("474946383961", FileSignature.GIF),
        LITTLE_ENDIAN("49492A00", FileSignature.TIFF),
        BIG_ENDIAN("4D4D002A", FileSignature.TIFF),
        OUTLINES("00010000", TRUETYPE);

        private final byte[] bytes;
        private final FileSignature signature;

        Known(String hex, FileSignature signature) {
            this.bytes = HexFormat.of().parseHex(hex);
            this.signature = signature;
        }
    }

    /** The bytes, of which there may be fewer than one asks for. */
    private static final class Start {
        private final byte[] bytes;

        Start(byte[] bytes) {
            this.bytes = bytes;
        }

        int at(int index) {
            return index < bytes.length ? bytes[index] & 0xFF : -1;
        }

        String text(int from, int length) {
            return from + length <= bytes.length ? new String(bytes, from, length, StandardCharsets.ISO_8859_1) : "";
        }

        boolean ascii(int from, String expected) {
            return text(from, expected.length()).equals(expected);
        }

        boolean hex(byte[] expected) {
            return bytes.length >= expected.length
                    && Arrays.equals(bytes, 0, expected.length, expected, 0, expected.length);
        }
    }
}
