package org.backlot.bench.simulation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.backlot.eventstore.LogSchema;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** The program of a node, in a process that can be killed. Several runs can use it, one after the other. */
@Command(name = "simulated-node", hidden = true, description = "A node of a simulation; started by it.")
public final class SimulatedNode implements Runnable {
    private static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);

    @Override
    public void run() {
        say("reply ready");
        try (var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            Work work = null;
            for (var line = orders.readLine(); line != null; line = orders.readLine()) {
                work = obey(line, work);
            }
        } catch (IOException e) {
            // Whoever gave the orders has gone.
        }
        Runtime.getRuntime().halt(0);
    }

    private static @Nullable Work obey(String line, @Nullable Work work) {
        var words = line.split(" ", -1);
        switch (words[0]) {
            case "begin" -> {
                return new Work(
                                new Work.Task(
                                        Long.parseLong(words[1]),
                                        new LogSchema(words[2]),
                                        Integer.parseInt(words[3]),
                                        Integer.parseInt(words[4]),
                                        Integer.parseInt(words[5]),
                                        Integer.parseInt(words[6]),
                                        Plant.named(words[7])))
                        .start();
            }
            case "quiet" -> {
                if (work != null) {
                    work.quiet();
                }
                say("reply quiet");
                return work;
            }
            case "finish" -> {
                if (work != null) {
                    work.finish();
                }
                say("reply finished");
                return null;
            }
            default -> throw new IllegalArgumentException(line);
        }
    }

    /** One line at once, whole: what stands in the pipe is heard even when this process is killed the moment after. */
    static synchronized void say(String line) {
        OUT.print(line + "\n");
        OUT.flush();
    }
}
