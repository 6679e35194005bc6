package org.backlot.shared.personal;

import java.util.Optional;
import java.util.UUID;

/** The keys under which personal data is sealed, one per subject. Destroying one erases that person everywhere. */
public interface SubjectKeys {
    /** The subject's AES-256 key, made on first use; empty once it was destroyed. */
    Optional<byte[]> keyFor(UUID subject);

    /** The key, or empty where it was destroyed or never made. */
    Optional<byte[]> existingKey(UUID subject);

    /** Destroys the key for good, in the current transaction. */
    void destroy(UUID subject);
}
