package org.backlot.bench.spine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.DatabaseServer;
import org.backlot.bench.Measured;

/** PostgreSQL's own pgbench, with a log of every transaction for the shares. */
final class PgbenchInserts implements BareInserts {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without initial connection time\\)");
    private static final String THREADS = "2";
    private static final long NANOSECONDS_IN_MICROSECOND = 1_000;

    private final Path program;
    private final DatabaseServer server;
    private final Path folder;

    /** @param folder for its script and its logs */
    PgbenchInserts(Path program, DatabaseServer server, Path folder) {
        this.program = program;
        this.server = server;
        this.folder = folder;
    }

    /** Where it is installed: on the path, or where Debian and others keep it beside the server. */
    static Optional<Path> installed() {
        var onPath = Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1))
                .filter(place -> !place.isBlank())
                .map(Path::of);
        return Stream.concat(onPath, Stream.of(Path.of("/usr/bin"), Path.of("/usr/local/bin")))
                .map(place -> place.resolve("pgbench"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public String name() {
        return "pgbench";
    }

    @Override
    public String description() {
        return command(List.of(program.toString(), "--version")).strip();
    }

    @Override
    public Measured run(int clients, Duration duration) {
        try {
            Files.createDirectories(folder);
            deleteLogs();
            Files.writeString(
                    folder.resolve("insert.sql"),
                    "\\set unit random(1, 128)\n\\set number random(1, 1000000000000)\n"
                            + BareInserts.insert(":unit", ":number", ":payload").replace("\n", " ") + ";\n");
            var output = command(List.of(
                    program.toString(),
                    "--no-vacuum",
                    "--protocol=prepared",
                    "--client=" + clients,
                    "--jobs=" + THREADS,
                    "--time=" + duration.toSeconds(),
                    "--file=insert.sql",
                    "--define=payload=" + "x".repeat(PAYLOAD),
                    "--log",
                    "--host=" + DatabaseServer.HOST,
                    "--port=" + server.port(),
                    "--username=" + DatabaseServer.SUPERUSER,
                    DATABASE));
            var latencies = latencies();
            return new Measured(latencies.length / rate(output), latencies);
        } catch (IOException failure) {
            throw new BenchmarkFailed("pgbench's files cannot be used: " + failure, failure);
        }
    }

    private static double rate(String output) {
        var rate = RATE.matcher(output);
        if (!rate.find()) {
            throw new BenchmarkFailed("pgbench gave no rate: " + output);
        }
        return Double.parseDouble(rate.group(1));
    }

    /** The third column of its log is a transaction's time in microseconds. */
    private long[] latencies() throws IOException {
        var all = LongStream.builder();
        try (var logs = Files.newDirectoryStream(folder, "pgbench_log.*")) {
            for (var log : logs) {
                for (var line : Files.readAllLines(log)) {
                    all.add(Long.parseLong(line.split(" ", -1)[2]) * NANOSECONDS_IN_MICROSECOND);
                }
            }
        }
        return all.build().toArray();
    }

    private void deleteLogs() throws IOException {
        try (var logs = Files.newDirectoryStream(folder, "pgbench_log.*")) {
            for (var log : logs) {
                Files.delete(log);
            }
        }
    }

    private String command(List<String> command) {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            if (Files.isDirectory(folder)) {
                builder.directory(folder.toFile());
            }
            builder.environment().put("PGPASSWORD", server.password());
            builder.environment().put("LC_ALL", "C");
            var process = builder.start();
            var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new BenchmarkFailed("pgbench failed: " + output);
            }
            return output;
        } catch (IOException failure) {
            throw new BenchmarkFailed("pgbench cannot be run: " + failure, failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("interrupted", stopped);
        }
    }
}
