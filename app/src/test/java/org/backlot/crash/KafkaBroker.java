// The program's own broker lives in the program's process and dies with it. Where it is to be killed for itself, it
// needs a
// process for itself: this one is nothing but that broker.
package org.backlot.crash;

import java.nio.file.Path;
import org.backlot.platform.app.embedded.DataFolder;
import org.backlot.platform.app.embedded.EmbeddedKafka;

/** A process that is a Kafka broker. */
final class KafkaBroker {
    /** What it says once it can be used. */
    static final String UP = "Kafka is up";

    private KafkaBroker() {}

    /** @param arguments the data folder, and the port to listen on */
    public static void main(String[] arguments) throws InterruptedException {
        try (var folder = DataFolder.open(Path.of(arguments[0]));
                var _ = EmbeddedKafka.start(folder, Integer.parseInt(arguments[1]))) {
            System.out.println(UP);
            System.out.flush();
            Thread.currentThread().join();
        }
    }
}
