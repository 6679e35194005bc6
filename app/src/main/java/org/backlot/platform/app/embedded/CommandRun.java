// initdb, pg_ctl and redis-server are commands: run to their end, with what they said kept for whoever has to read it.
package org.backlot.platform.app.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command that has ended. */
record CommandRun(int status, String output) {

    boolean succeeded() {
        return status == 0;
    }

    /**
     * Runs a command in a folder and waits for its end. Its output goes to a file and not to a pipe: a server that the
     * command leaves behind would keep a pipe open.
     */
    static CommandRun run(Path folder, Duration patience, List<String> command) {
        try {
            var output = Files.createTempFile("backlot", ".out");
            try {
                return run(folder, patience, command, output);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException failure) {
            throw new EmbeddedServiceFailed("Cannot run " + command.getFirst() + ": " + failure.getMessage(), failure);
        }
    }

    private static CommandRun run(Path folder, Duration patience, List<String> command, Path output)
            throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // Settings meant for another PostgreSQL stay out, and messages come in the one language that we read.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        var process = builder.start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new EmbeddedServiceFailed(
                        command.getFirst() + " did not end within " + patience.toSeconds() + " s: " + read(output));
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new EmbeddedServiceFailed("Interrupted while running " + command.getFirst(), stopped);
        }
        return new CommandRun(process.exitValue(), read(output));
    }

    private static String read(Path output) throws IOException {
        return new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip();
    }
}
