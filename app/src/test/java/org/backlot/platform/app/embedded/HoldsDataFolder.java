// Runs in a Java of its own: a lock is only tested by somebody else's program.
package org.backlot.platform.app.embedded;

import java.nio.file.Path;

final class HoldsDataFolder {
    private HoldsDataFolder() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (var data = DataFolder.open(Path.of(arguments[0]))) {
            System.out.println("ready " + data);
            Thread.currentThread().join();
        }
    }
}
