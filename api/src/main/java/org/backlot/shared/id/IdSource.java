package org.backlot.shared.id;

import java.util.UUID;

/** Where new ids come from. Injected, so that a test or a replayed simulation decides them. */
@FunctionalInterface
public interface IdSource {
    /** A fresh UUID; version 7 (RFC 9562) in production. */
    UUID next();
}
