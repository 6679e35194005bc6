// Tests and a first run take any free port; whoever wants to look into the database with other tools names one.
package org.backlot.platform.app.embedded;

import java.util.stream.IntStream;

/** The loopback ports of the embedded services; 0 stands for any free one. */
public record EmbeddedPorts(int postgres, int redis, int smtp, int storage) {

    /** Refuses a number that is no port. */
    public EmbeddedPorts {
        if (IntStream.of(postgres, redis, smtp, storage).anyMatch(port -> port < 0 || port > 65_535)) {
            throw new IllegalArgumentException("A port is a number from 0 to 65535");
        }
    }

    /** Any free ones. */
    public static EmbeddedPorts free() {
        return new EmbeddedPorts(0, 0, 0, 0);
    }
}
