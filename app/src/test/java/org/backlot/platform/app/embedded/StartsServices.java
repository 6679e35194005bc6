// Runs in a Java of its own, to be told to end in the middle of its start.
package org.backlot.platform.app.embedded;

import java.nio.file.Path;
import java.time.Clock;

final class StartsServices {
    private StartsServices() {}

    public static void main(String[] arguments) {
        try (var data = DataFolder.open(Path.of(arguments[0]))) {
            System.out.println("ready to start");
            EmbeddedServices.start(
                    data, ServiceAddresses.none(), EmbeddedPorts.free(), TestServices.programs(), Clock.systemUTC());
        }
    }
}
