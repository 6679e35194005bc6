package org.backlot.clips.worker.ffmpeg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program that runs in a work folder, noted there: whoever sweeps the folder of a killed process ends it first. It is known
 * by its number and the time of its start, for the number alone may have gone to somebody else since.
 */
final class Leftover implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leftover.class);
    private static final String PREFIX = ".running-";

    private final Optional<Path> note;

    private Leftover(Optional<Path> note) {
        this.note = note;
    }

    /** Notes a program; nothing where it does not run in a work folder. Close what comes back when it has ended. */
    static Leftover note(ProcessHandle program, Path folder) throws IOException {
        var started = program.info().startInstant();
        if (started.isEmpty() || !WorkFolder.isOne(folder)) {
            return new Leftover(Optional.empty());
        }
        return new Leftover(Optional.of(Files.writeString(
                folder.resolve(PREFIX + program.pid()), started.get().toString())));
    }

    /** Ends all that still run of those that are noted in a folder. */
    static void endAll(Path folder) throws IOException {
        try (var notes = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (var note : notes) {
                running(note).ifPresent(program -> {
                    LOG.warn("Ending program {}, left behind by a process that was killed", program.pid());
                    program.descendants().forEach(ProcessHandle::destroyForcibly);
                    program.destroyForcibly();
                });
            }
        }
    }

    private static Optional<ProcessHandle> running(Path note) throws IOException {
        var pid = Long.parseLong(String.valueOf(note.getFileName()).substring(PREFIX.length()));
        var started = Files.readString(note);
        return ProcessHandle.of(pid)
                .filter(program -> program.info()
                        .startInstant()
                        .map(Instant::toString)
                        .filter(started::equals)
                        .isPresent());
    }

    @Override
    public void close() throws IOException {
        if (note.isPresent()) {
            Files.deleteIfExists(note.get());
        }
    }
}
