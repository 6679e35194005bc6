// What PostgreSQL keeps on disk. It is made beside its place and moved there when complete, so that a program killed
// half-way leaves either no database or a whole one; and its settings are written anew at each start.
package org.backlot.platform.app.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of one PostgreSQL, and the commands that work on them. */
final class PostgresCluster {
    static final String SUPERUSER = "postgres";

    private static final Logger log = LoggerFactory.getLogger(PostgresCluster.class);
    private static final String SETTINGS = "backlot.conf";
    private static final String DRAFT = "data.new-";
    private static final Duration PATIENCE_TO_MAKE = Duration.ofMinutes(2);
    private static final Duration PATIENCE_TO_START = Duration.ofMinutes(5);
    /** To bring a thousand files to disk one by one takes seconds on a busy machine; Linux can do it in one go. */
    private static final String SYNC = System.getProperty("os.name", "").startsWith("Linux") ? "syncfs" : "fsync";

    private static final long LOG_LIMIT = 10_000_000;

    private final Path folder;
    private final Path home;
    private final ServerUser user;

    /** @param folder where data, log and password lie; {@code home} has the programs */
    PostgresCluster(Path folder, Path home, ServerUser user) {
        this.folder = folder;
        this.home = home;
        this.user = user;
    }

    Path data() {
        return folder.resolve("data");
    }

    Path log() {
        return folder.resolve("server.log");
    }

    private Path pidFile() {
        return data().resolve("postmaster.pid");
    }

    /** Makes the database files where there are none. */
    void create(Secret password) throws IOException {
        clearDrafts();
        if (Files.isDirectory(data())) {
            return;
        }
        // A name of its own: an initdb that outlived its killed program may still be writing to an older draft.
        var draft = folder.resolve(DRAFT + ProcessHandle.current().pid());
        var outcome = CommandRun.run(
                folder,
                PATIENCE_TO_MAKE,
                user.command(List.of(
                        program("initdb"),
                        "--pgdata=" + draft,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + password.file(),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        // The same order of text on every machine, whatever collations its C library has today.
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--sync-method=" + SYNC,
                        "--no-instructions")));
        if (!outcome.succeeded()) {
            throw new EmbeddedServiceFailed(
                    "PostgreSQL could not make a database in " + folder + ":\n" + outcome.output());
        }
        Files.writeString(
                draft.resolve("postgresql.conf"),
                "\n# What Backlot decides, written at each start.\ninclude_if_exists = '" + SETTINGS + "'\n",
                StandardOpenOption.APPEND);
        Files.move(draft, data(), StandardCopyOption.ATOMIC_MOVE);
        try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private void clearDrafts() throws IOException {
        try (var drafts = Files.newDirectoryStream(folder, DRAFT + "*")) {
            for (var draft : drafts) {
                try {
                    Programs.deleteAll(draft);
                } catch (IOException stillWrittenTo) {
                    log.debug("{} is left for the next start", draft, stillWrittenTo);
                }
            }
        }
    }

    /** Settings of this start, and its durability above all: what was acknowledged is on disk. */
    void configure(int port) throws IOException {
        Files.writeString(data().resolve(SETTINGS), """
                listen_addresses = '%s'
                port = %d
                unix_socket_directories = ''
                max_connections = 200
                shared_buffers = 256MB

                fsync = on
                synchronous_commit = on
                full_page_writes = on
                recovery_init_sync_method = %s

                timezone = 'UTC'
                log_timezone = 'UTC'
                log_checkpoints = off
                # Statements and details quote values, and values may be personal: a log file cannot forget a person.
                log_error_verbosity = terse
                log_min_error_statement = panic
                """.formatted(FreePort.LOOPBACK, port, SYNC));
        user.own(data().resolve(SETTINGS));
    }

    /** Starts the server and waits until it takes connections; gives what it logged where it does not. */
    Optional<String> start() throws IOException {
        rotateLog();
        var before = Files.exists(log()) ? Files.size(log()) : 0;
        var outcome = CommandRun.run(
                folder,
                PATIENCE_TO_START.plusSeconds(10),
                user.command(List.of(
                        program("pg_ctl"),
                        "start",
                        "--silent",
                        "--wait",
                        "--timeout=" + PATIENCE_TO_START.toSeconds(),
                        "--pgdata=" + data(),
                        "--log=" + log())));
        return outcome.succeeded() ? Optional.empty() : Optional.of(outcome.output() + "\n" + loggedSince(before));
    }

    private void rotateLog() throws IOException {
        if (Files.exists(log()) && Files.size(log()) > LOG_LIMIT) {
            Files.move(log(), folder.resolve("server.log.old"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String loggedSince(long position) throws IOException {
        if (!Files.exists(log())) {
            return "";
        }
        var all = Files.readAllBytes(log());
        var from = (int) Math.min(position, all.length);
        return new String(all, from, all.length - from, StandardCharsets.UTF_8).strip();
    }

    /** The server that runs on these files, if one does: ours, or one that a killed program left behind. */
    Optional<ServerProcess> server() throws IOException {
        return recordedPid().flatMap(pid -> ServerProcess.find(pid, "postgres", data()));
    }

    /**
     * Removes a pid file that would keep PostgreSQL from starting although nobody runs on these files: one that names
     * a process which is something else by now, or names none at all. Others are left to PostgreSQL, which knows best.
     */
    void removeMisleadingPidFile() throws IOException {
        if (!Files.exists(pidFile()) || server().isPresent()) {
            return;
        }
        var named = recordedPid().flatMap(ProcessHandle::of);
        if (recordedPid().isEmpty() || named.isPresent()) {
            log.warn("Removing {}: what it names is no PostgreSQL on this folder", pidFile());
            Files.deleteIfExists(pidFile());
        }
    }

    private Optional<Long> recordedPid() throws IOException {
        if (!Files.exists(pidFile())) {
            return Optional.empty();
        }
        try (var lines = Files.lines(pidFile(), StandardCharsets.ISO_8859_1)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("[0-9]{1,18}"))
                    .map(Long::valueOf);
        }
    }

    private String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }
}
