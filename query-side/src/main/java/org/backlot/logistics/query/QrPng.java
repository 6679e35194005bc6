package org.backlot.logistics.query;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Draws a QR code as a PNG of one bit per pixel (LOG-2). Written by hand because a server without a display needs no
 * imaging toolkit for black and white squares, and because the picture is the same bytes on every machine.
 */
final class QrPng {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int PIXELS = 512;
    // Four modules is what the standard (ISO/IEC 18004) asks for around the code.
    private static final int QUIET_ZONE = 4;

    private QrPng() {}

    /** A PNG of 512 by 512 pixels, error correction M. */
    static byte[] of(String text) {
        return png(matrix(text));
    }

    private static BitMatrix matrix(String text) {
        try {
            return new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            PIXELS,
                            PIXELS,
                            Map.of(
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.M,
                                    EncodeHintType.MARGIN,
                                    QUIET_ZONE));
        } catch (WriterException e) {
            throw new IllegalStateException("a handoff code always fits into a QR code", e);
        }
    }

    private static byte[] png(BitMatrix picture) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        // Width, height, then: 1 bit per pixel, greyscale, deflate, no filter method but the standard one, not
        // interlaced.
        var header = ByteBuffer.allocate(13)
                .putInt(picture.getWidth())
                .putInt(picture.getHeight())
                .put(new byte[] {1, 0, 0, 0, 0});
        chunk(out, "IHDR", header.array());
        chunk(out, "IDAT", deflated(rows(picture)));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    // Each row: a filter byte of 0, then the pixels from the highest bit down; 1 is white.
    private static byte[] rows(BitMatrix picture) {
        int rowBytes = 1 + Math.ceilDiv(picture.getWidth(), Byte.SIZE);
        var rows = new byte[rowBytes * picture.getHeight()];
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if (!picture.get(x, y)) {
                    int at = y * rowBytes + 1 + x / Byte.SIZE;
                    rows[at] = (byte) (rows[at] | (0x80 >> (x % Byte.SIZE)));
                }
            }
        }
        return rows;
    }

    private static byte[] deflated(byte[] bytes) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            var out = new ByteArrayOutputStream();
            var buffer = new byte[4096];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        var name = type.getBytes(StandardCharsets.US_ASCII);
        var checksum = new CRC32();
        checksum.update(name);
        checksum.update(data);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(data.length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .putInt((int) checksum.getValue())
                .array());
    }
}
