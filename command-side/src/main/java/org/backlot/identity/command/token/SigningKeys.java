package org.backlot.identity.command.token;

import java.util.List;
import java.util.Optional;

/** The keys that sign and verify access tokens, the same on every node. Everything here may block now and then. */
public interface SigningKeys {
    /** The key that signs now; the first one is made when there is none. */
    SigningKey current();

    /** The key with that id, unless it has retired. Looks again, at most every few seconds, where it is unknown. */
    Optional<SigningKey> find(String kid);

    /** All keys by which somebody may verify a token today, newest first. */
    List<SigningKey> published();

    /** Makes a key that is published at once and signs in five minutes. */
    SigningKey rotate();
}
