package org.backlot.platform.command;

import java.util.Optional;
import org.backlot.shared.RejectionCode;

/**
 * Things that may exist once only, such as an e-mail address: a row with a constraint, written in the command's own
 * commit. The value itself is not kept, only its keyed digest.
 */
public interface Claims {
    /**
     * Claims a value for an owner; claiming again what one already owns does nothing.
     *
     * @param kind for example {@code email}
     * @param taken what to refuse with where another owner holds it
     */
    void claim(String kind, String value, String owner, RejectionCode taken);

    /** Who holds the value. */
    Optional<String> ownerOf(String kind, String value);

    /** Gives up all that the owner holds. */
    void releaseAll(String owner);
}
