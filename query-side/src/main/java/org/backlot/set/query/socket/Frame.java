// Why this file exists: a frame for two hundred devices is written once, down to the last byte, and not once for each.
package org.backlot.set.query.socket;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What devices are told, ready to be put on the wire: a whole WebSocket frame (RFC 6455 section 5.2). A server's frames
 * are not masked, so the same bytes are right for every device of a form. The binary form is written when the first device
 * needs it.
 */
final class Frame {
    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_BINARY = 0x82;
    private static final int SHORT = 125;
    private static final int TWO_BYTES_FOLLOW = 126;
    private static final int EIGHT_BYTES_FOLLOW = 127;
    private static final int LONGEST_IN_TWO = 0xffff;
    private static final int HEADER = 2;

    private final String json;
    private final byte[] text;
    private volatile byte @Nullable [] binary;

    private Frame(String json) {
        this.json = json;
        this.text = framed(FINAL_TEXT, json.getBytes(StandardCharsets.UTF_8));
    }

    static Frame of(String json) {
        return new Frame(json);
    }

    /** What it says. */
    String json() {
        return json;
    }

    /** The bytes to be sent; whoever changes them changes what others are told. */
    byte[] wire(Form form) {
        return switch (form) {
            case JSON -> text;
            case BINARY -> binary();
        };
    }

    private byte[] binary() {
        var written = binary;
        return written == null ? writtenOnce() : written;
    }

    private synchronized byte[] writtenOnce() {
        var written = binary;
        if (written == null) {
            written = framed(FINAL_BINARY, BinaryWriter.write(json));
            binary = written;
        }
        return written;
    }

    private static byte[] framed(int first, byte[] payload) {
        int lengthBytes = lengthBytes(payload.length);
        var wire = new byte[HEADER + lengthBytes + payload.length];
        wire[0] = (byte) first;
        wire[1] = (byte) firstLength(payload.length);
        for (int place = 0; place < lengthBytes; place++) {
            int shift = Byte.SIZE * (lengthBytes - 1 - place);
            wire[HEADER + place] = (byte) ((long) payload.length >>> shift);
        }
        System.arraycopy(payload, 0, wire, HEADER + lengthBytes, payload.length);
        return wire;
    }

    private static int lengthBytes(int length) {
        if (length <= SHORT) {
            return 0;
        }
        return length <= LONGEST_IN_TWO ? Short.BYTES : Long.BYTES;
    }

    private static int firstLength(int length) {
        if (length <= SHORT) {
            return length;
        }
        return length <= LONGEST_IN_TWO ? TWO_BYTES_FOLLOW : EIGHT_BYTES_FOLLOW;
    }
}
