// A service that cannot be started ends the program: what went wrong has to be readable by whoever typed the command.
package org.backlot.platform.app.embedded;

/** An embedded service could not be started or stopped; the message says which, why, and where to read on. */
public final class EmbeddedServiceFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EmbeddedServiceFailed(String message) {
        super(message);
    }

    EmbeddedServiceFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
