package org.backlot.eventstore.tree;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The public half of an Ed25519 key that signs notes (C2SP signed-note), written {@code name+id+key}. Two kinds are known:
 * that of a log, which signs the text, and that of a witness, which signs the text and the time (C2SP tlog-cosignature).
 */
public final class VerifierKey {
    static final byte LOG = 1;
    static final byte WITNESS = 4;

    private static final int RAW = 32;
    private static final int SIGNATURE = 64;
    // What X.509 puts before the 32 bytes of an Ed25519 key.
    private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte kind;
    private final byte[] raw;

    private VerifierKey(String name, byte kind, byte[] raw) {
        if (!isName(name)) {
            throw new IllegalArgumentException("not the name of a key (no spaces, no plus): " + name);
        }
        if (raw.length != RAW || kind != LOG && kind != WITNESS) {
            throw new IllegalArgumentException("not an Ed25519 key of a log or a witness: " + name);
        }
        this.name = name;
        this.kind = kind;
        this.raw = raw;
    }

    /** The key of a log. */
    static VerifierKey ofLog(String name, PublicKey key) {
        return of(name, LOG, key);
    }

    static VerifierKey of(String name, byte kind, PublicKey key) {
        var encoded = key.getEncoded();
        if (encoded.length != SPKI.length + RAW || !Arrays.equals(SPKI, 0, SPKI.length, encoded, 0, SPKI.length)) {
            throw new IllegalArgumentException("not an Ed25519 key");
        }
        return new VerifierKey(name, kind, Arrays.copyOfRange(encoded, SPKI.length, encoded.length));
    }

    /** Reads {@code name+id+key}. */
    public static VerifierKey parse(String text) {
        var parts = text.strip().split("\\+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a verifier key (name+id+key): " + text);
        }
        var bytes = Base64.getDecoder().decode(parts[2]);
        if (bytes.length != RAW + 1) {
            throw new IllegalArgumentException("not an Ed25519 verifier key: " + text);
        }
        var key = new VerifierKey(parts[0], bytes[0], Arrays.copyOfRange(bytes, 1, bytes.length));
        if (!key.toString().equals(text.strip())) {
            throw new IllegalArgumentException("the id in a verifier key does not belong to it: " + text);
        }
        return key;
    }

    static boolean isName(String name) {
        return !name.isEmpty()
                && name.codePoints()
                        .noneMatch(c -> c == '+' || c < ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    /** Whose key it is; of a log, its origin. */
    public String name() {
        return name;
    }

    /** Whether it signs as a witness. */
    public boolean isWitness() {
        return kind == WITNESS;
    }

    /** The number by which a signature names its key. */
    public int id() {
        var digest = Hash.sha256();
        digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(kind);
        return ByteBuffer.wrap(digest.digest(raw)).getInt();
    }

    /** Whether a signature names this key. */
    boolean isNamedBy(NoteSignature signature) {
        return signature.name().equals(name) && signature.keyId() == id();
    }

    /** Whether a signature is this key's, over this text. */
    boolean verifies(NoteSignature signature, String text) {
        var bytes = signature.bytes();
        if (kind == LOG) {
            return verifies(text, bytes);
        }
        if (bytes.length != Long.BYTES + SIGNATURE) {
            return false;
        }
        long time = ByteBuffer.wrap(bytes).getLong();
        return time >= 0
                && verifies(witnessed(time, text), Arrays.copyOfRange(bytes, Long.BYTES, Long.BYTES + SIGNATURE));
    }

    /** What a witness signs. */
    static String witnessed(long time, String text) {
        return "cosignature/v1\ntime " + time + "\n" + text;
    }

    private boolean verifies(String message, byte[] signature) {
        try {
            var spki = Arrays.copyOf(SPKI, SPKI.length + RAW);
            System.arraycopy(raw, 0, spki, SPKI.length, RAW);
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki)));
            verifier.update(message.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(signature);
        } catch (GeneralSecurityException notOne) {
            return false;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VerifierKey that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return id();
    }

    /** {@code name+id+key}, as it is handed to whoever shall verify. */
    @Override
    public String toString() {
        var bytes = new byte[RAW + 1];
        bytes[0] = kind;
        System.arraycopy(raw, 0, bytes, 1, RAW);
        return name + "+" + HexFormat.of().toHexDigits(id()) + "+"
                + Base64.getEncoder().encodeToString(bytes);
    }
}
