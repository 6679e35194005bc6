package org.backlot.shared;

/** Keyed digests under a secret that never leaves the servers; each purpose has a key of its own. */
public interface ServerSecret {
    /**
     * HMAC-SHA256 of the text.
     *
     * @param purpose what the digest is for, for example {@code handoff-code}; other purposes give other digests
     * @return 32 bytes
     */
    byte[] digest(String purpose, String text);
}
