package org.backlot.log.query;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people and things are called at the moment of reading. Made for one answer and kept nowhere. */
final class Names {
    /** Stands for a name that cannot be opened here. */
    static final String SEALED = "[sealed]";

    private final Map<UUID, String> names;

    Names(Map<UUID, String> names) {
        this.names = new HashMap<>(names);
    }

    /** The name; where there is none, the id, by which it can be looked up. */
    String of(UUID id) {
        return names.getOrDefault(id, id.toString());
    }

    /** Who is behind a request or a step, as the metadata names them. */
    String ofActor(@Nullable String actor) {
        if (actor == null) {
            return "the program";
        }
        if (actor.equals("anonymous")) {
            return "somebody not signed in";
        }
        int slash = actor.indexOf('/');
        return slash >= 0 ? "the process " + actor.substring(slash + 1) : of(UUID.fromString(actor));
    }
}
