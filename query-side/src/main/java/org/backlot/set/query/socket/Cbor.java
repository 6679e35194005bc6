// Why this file exists: whoever writes CBOR and whoever reads it must mean the same by a first byte.
package org.backlot.set.query.socket;

/** The first byte of a data item (RFC 8949 section 3): its kind in the upper three bits, its length or value below. */
final class Cbor {
    static final int WHOLE = 0x00;
    static final int NEGATIVE = 0x20;
    static final int BYTES = 0x40;
    static final int TEXT = 0x60;
    static final int LIST = 0x80;
    static final int MAP = 0xa0;

    static final int FALSE = 0xf4;
    static final int TRUE = 0xf5;
    static final int NULL = 0xf6;
    static final int DOUBLE = 0xfb;

    /** Up to here the value stands in the first byte itself. */
    static final int LARGEST_WITHIN = 23;

    static final int ONE_BYTE_FOLLOWS = 24;
    static final int TWO_BYTES_FOLLOW = 25;
    static final int FOUR_BYTES_FOLLOW = 26;
    static final int EIGHT_BYTES_FOLLOW = 27;

    private static final int KIND = 0xe0;
    private static final int VALUE = 0x1f;

    private Cbor() {}

    static int kindOf(int first) {
        return first & KIND;
    }

    static int valueOf(int first) {
        return first & VALUE;
    }
}
