package org.backlot.shared.id;

import java.util.UUID;

/** The one place that says which UUIDs Backlot accepts, so that every id type refuses the same nonsense. */
final class Uuids {
    private static final UUID NIL = new UUID(0, 0);
    private static final int CANONICAL_LENGTH = 36;

    private Uuids() {}

    static void requireNotNil(UUID value) {
        if (value.equals(NIL)) {
            throw new IllegalArgumentException("an id may not be the nil UUID");
        }
    }

    static UUID parse(String text) {
        if (text.length() != CANONICAL_LENGTH) {
            throw new IllegalArgumentException("an id is a UUID of 36 characters");
        }
        return UUID.fromString(text);
    }
}
