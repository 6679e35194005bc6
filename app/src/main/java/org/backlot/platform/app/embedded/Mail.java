// What a person would see of a message, and no more: enough to read a one-time password from it.
package org.backlot.platform.app.embedded;

import java.time.Instant;
import java.util.List;

/** A message that has reached the mailbox; {@code to} are those it was delivered to, in alphabetical order. */
public record Mail(String from, List<String> to, String subject, String text, Instant receivedAt) {

    /** Keeps its own list. */
    public Mail {
        to = List.copyOf(to);
    }

    /** Whether that address is among those it was delivered to; case does not count. */
    public boolean isFor(String address) {
        return to.stream().anyMatch(address.strip()::equalsIgnoreCase);
    }

    /** Messages hold one-time passwords, and logs are read by others. */
    @Override
    public String toString() {
        return "Mail of " + receivedAt;
    }
}
