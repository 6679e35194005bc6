// What the tests of this package share: programs unpacked once per build, a second Java to kill, and a process that is
// nobody's server.
package org.backlot.platform.app.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Fixtures with real processes. */
final class TestServices {
    private TestServices() {}

    static Programs programs() {
        return Programs.in(Path.of("target", "programs"));
    }

    /** A process that lives on until it is killed, and has nothing to do with us. */
    static Process stranger() throws IOException {
        return new ProcessBuilder("sleep", "600").start();
    }

    /** Starts a main class of this package in a Java of its own, and waits for the line in which it says it is ready. */
    static OtherProgram run(Class<?> main, Object... arguments) throws IOException {
        var command = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        for (var argument : arguments) {
            command.add(argument.toString());
        }
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = process.inputReader();
        return new OtherProgram(process, readyLine(output));
    }

    private static String readyLine(BufferedReader output) throws IOException {
        var said = new StringBuilder();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("ready ")) {
                return line.substring("ready ".length());
            }
            said.append(line).append('\n');
        }
        throw new IllegalStateException("The other program ended before it was ready:\n" + said);
    }

    /** Another Java, and what it said when it was ready. */
    record OtherProgram(Process process, String said) implements AutoCloseable {
        /** As {@code kill -9} does: without a chance to tidy up. */
        void kill() {
            process.destroyForcibly().onExit().join();
        }

        @Override
        public void close() {
            kill();
        }
    }
}
