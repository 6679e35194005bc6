package org.backlot.platform.app.crypto;

import java.security.SecureRandom;

/** Seals one value under one person's key, bound to the place where it belongs. */
public final class SubjectSeal {
    private final AesGcm aes;

    public SubjectSeal(SecureRandom random) {
        this.aes = new AesGcm(random);
    }

    /**
     * Seals.
     *
     * @param key 32 bytes
     * @param place where the value belongs; the same must be given to open it
     * @return nonce and ciphertext
     */
    public byte[] seal(byte[] key, byte[] plain, byte[] place) {
        return aes.seal(key, plain, place);
    }

    /** The reverse; throws IllegalStateException where key, place or bytes are not the same. */
    public byte[] open(byte[] key, byte[] sealed, byte[] place) {
        return aes.open(key, sealed, place);
    }
}
