// Our servers run on when this program is killed. A pid file then names a process, but the number may have gone to
// somebody else since: before anything is stopped, we look what the process really is.
package org.backlot.platform.app.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A running server process that is known to be ours. */
record ServerProcess(ProcessHandle handle) {
    private static final Path PROC = Path.of("/proc");

    /** How a process is asked to end, from the kindest on. */
    enum Signal {
        INT,
        TERM,
        QUIT,
        KILL
    }

    /** The process of that number, provided that it runs that program and works in that folder. */
    static Optional<ServerProcess> find(long pid, String program, Path folder) {
        return ProcessHandle.of(pid)
                .map(ServerProcess::new)
                .filter(ServerProcess::isAlive)
                .filter(process -> process.runs(program))
                .filter(process -> process.worksIn(folder));
    }

    long pid() {
        return handle.pid();
    }

    /** A process that has ended, but whose end nobody has asked about, counts as ended. */
    boolean isAlive() {
        return handle.isAlive() && !isZombie();
    }

    private boolean isZombie() {
        var stat = PROC.resolve(Long.toString(pid())).resolve("stat");
        try {
            var line = Files.readString(stat, StandardCharsets.ISO_8859_1);
            return line.substring(line.lastIndexOf(')') + 1).strip().startsWith("Z");
        } catch (IOException goneOrNotLinux) {
            return false;
        }
    }

    private boolean runs(String program) {
        return handle.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString())
                .filter(name -> name.equals(program) || name.equals(program + " (deleted)"))
                .isPresent();
    }

    /** Our servers change into their folder; where the system does not show that, they were started by its name. */
    private boolean worksIn(Path folder) {
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return handle.info().commandLine().orElse("").contains(folder.toString());
        }
        try {
            return Files.isSameFile(PROC.resolve(Long.toString(pid())).resolve("cwd"), folder);
        } catch (IOException goneOrForeign) {
            return false;
        }
    }

    /** Tells it that it may end once nobody needs it any more, and waits a little for that. */
    void offerToEnd(Signal signal, Duration patience) {
        send(signal);
        Patience.until(patience, () -> !isAlive());
    }

    /** Sends one signal after the other, waiting after each, until the process is gone. */
    void end(Duration patienceWithEach, List<Signal> signals) {
        for (var signal : signals) {
            send(signal);
            if (Patience.until(patienceWithEach, () -> !isAlive())) {
                return;
            }
        }
        throw new EmbeddedServiceFailed("Process " + pid() + " did not end on " + signals);
    }

    private void send(Signal signal) {
        // Through the shell's own kill: Java can send no signal but TERM and KILL, and PostgreSQL takes TERM as a wish
        // to wait for all its clients.
        var outcome = CommandRun.run(
                Path.of("/"), Duration.ofSeconds(5), List.of("sh", "-c", "kill -" + signal + " " + pid()));
        if (!outcome.succeeded() && isAlive()) {
            throw new EmbeddedServiceFailed("Process " + pid() + " cannot be stopped: " + outcome.output());
        }
    }
}
