// One form for the mail server of the environment and for our own mailbox: the sender of mail need not know which.
package org.backlot.platform.app.embedded;

/** The mail server that mail is handed to. */
public record SmtpAddress(String host, int port) {

    /** Refuses a host without a name and a port that none can have. */
    public SmtpAddress {
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("Not the address of a mail server: host \"" + host + "\", port " + port);
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
