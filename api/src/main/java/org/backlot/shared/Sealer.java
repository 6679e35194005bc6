package org.backlot.shared;

/** Encrypts what the servers keep for themselves, such as a private key, under the master key. */
public interface Sealer {
    /** AES-256-GCM with a fresh nonce, which is part of the result. */
    byte[] seal(byte[] plain);

    /** The reverse; throws IllegalStateException where the bytes were changed or sealed under another master key. */
    byte[] open(byte[] sealed);
}
