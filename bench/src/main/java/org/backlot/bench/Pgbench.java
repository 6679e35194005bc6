package org.backlot.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** PostgreSQL's own pgbench, with a log of every transaction for the shares. */
public final class Pgbench {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without initial connection time\\)");
    private static final String THREADS = "2";
    private static final long NANOSECONDS_IN_MICROSECOND = 1_000;

    private final Path program;
    private final DatabaseServer server;
    private final Path folder;

    /** @param folder for its script and its logs */
    public Pgbench(Path program, DatabaseServer server, Path folder) {
        this.program = program;
        this.server = server;
        this.folder = folder;
    }

    /** Where it is installed: on the path, or where Debian and others keep it beside the server. */
    public static Optional<Path> installed() {
        var onPath = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(place -> !place.isBlank())
                .map(Path::of);
        return Stream.concat(onPath, Stream.of(Path.of("/usr/bin"), Path.of("/usr/local/bin")))
                .map(place -> place.resolve("pgbench"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Its name and version. */
    public String version() {
        return command(List.of(program.toString(), "--version")).strip();
    }

    /**
     * Runs a script again and again.
     *
     * @param values of the script's variables
     */
    public Measured run(String database, String script, Map<String, String> values, int clients, Duration duration) {
        try {
            Files.createDirectories(folder);
            deleteLogs();
            Files.writeString(folder.resolve("script.sql"), script);
            var command = new ArrayList<>(List.of(
                    program.toString(),
                    "--no-vacuum",
                    "--protocol=prepared",
                    "--client=" + clients,
                    "--jobs=" + THREADS,
                    "--time=" + duration.toSeconds(),
                    "--file=script.sql",
                    "--log",
                    "--host=" + DatabaseServer.HOST,
                    "--port=" + server.port(),
                    "--username=" + DatabaseServer.SUPERUSER));
            values.forEach((name, value) -> command.add("--define=" + name + "=" + value));
            command.add(database);
            var output = command(command);
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
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
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
