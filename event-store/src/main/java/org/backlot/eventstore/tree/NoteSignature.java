package org.backlot.eventstore.tree;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * One signature beneath a note (C2SP signed-note).
 *
 * @param name whose key
 * @param base64 four bytes that name the key, and the signature itself
 */
public record NoteSignature(String name, String base64) {
    private static final String DASH = "\u2014 ";
    private static final int LONGEST = 16_384;

    public NoteSignature {
        if (!VerifierKey.isName(name) || base64.length() > LONGEST) {
            throw new IllegalArgumentException("not a signature line");
        }
        var bytes = Base64.getDecoder().decode(base64);
        if (bytes.length <= Integer.BYTES
                || !Base64.getEncoder().encodeToString(bytes).equals(base64)) {
            throw new IllegalArgumentException("not a signature line");
        }
    }

    static NoteSignature of(VerifierKey key, byte[] signature) {
        return new NoteSignature(
                key.name(),
                Base64.getEncoder()
                        .encodeToString(ByteBuffer.allocate(Integer.BYTES + signature.length)
                                .putInt(key.id())
                                .put(signature)
                                .array()));
    }

    /** Reads a line without its end. */
    public static NoteSignature parse(String line) {
        var parts = line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : new String[0];
        if (parts.length != 2) {
            throw new IllegalArgumentException("not a signature line: " + line);
        }
        return new NoteSignature(parts[0], parts[1]);
    }

    int keyId() {
        return ByteBuffer.wrap(Base64.getDecoder().decode(base64)).getInt();
    }

    byte[] bytes() {
        var bytes = Base64.getDecoder().decode(base64);
        return Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
    }

    /** The line without its end. */
    @Override
    public String toString() {
        return DASH + name + " " + base64;
    }
}
