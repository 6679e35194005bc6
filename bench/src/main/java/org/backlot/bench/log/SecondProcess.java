package org.backlot.bench.log;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.backlot.bench.Bench;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.DatabaseServer;

/** Another Java of the same programs with the same options, which follows the same log. */
final class SecondProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private SecondProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts it and waits until it follows. */
    static SecondProcess start(
            DatabaseServer server, Follower follower, String schemaOfOurs, String schemaOfStock, String name) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(programs());
        command.addAll(List.of(
                FollowElsewhere.NAME,
                "--port=" + server.port(),
                "--follower=" + follower,
                "--ours=" + schemaOfOurs,
                "--stock=" + schemaOfStock,
                "--name=" + name));
        try {
            var started = new SecondProcess(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
            if (!FollowElsewhere.READY.equals(started.output.readLine())) {
                throw new BenchmarkFailed("a second Java did not begin to follow the log");
            }
            return started;
        } catch (IOException failure) {
            throw new BenchmarkFailed("a second Java could not be started: " + failure, failure);
        }
    }

    private static List<String> programs() {
        var path = System.getProperty("java.class.path");
        return path.contains(File.pathSeparator) ? List.of("-cp", path, Bench.class.getName()) : List.of("-jar", path);
    }

    /** Lets it end, and gives what it saw. */
    Sightings sightings() {
        try {
            process.outputWriter(StandardCharsets.UTF_8).close();
            var sightings = new Sightings();
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                int space = line.indexOf(' ');
                sightings.see(Long.parseLong(line.substring(0, space)), Long.parseLong(line.substring(space + 1)));
            }
            if (process.waitFor() != 0) {
                throw new BenchmarkFailed("the second Java failed");
            }
            return sightings;
        } catch (IOException failure) {
            throw new BenchmarkFailed("the second Java cannot be heard: " + failure, failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("interrupted", stopped);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
