package org.backlot.platform.app;

import org.backlot.platform.app.cli.BacklotCommand;

/** The program's entry. Everything after {@code ./backlot} arrives here. */
public final class Backlot {
    private Backlot() {}

    public static void main(String[] arguments) {
        // The framework would report its use to its makers.
        System.setProperty("axoniq.update-checker.disabled", "true");
        System.exit(BacklotCommand.run(arguments));
    }
}
