package org.backlot.bench.log;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.DatabaseServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The second process of the contest for the shortest lag: follows until its input ends, then tells what it saw when. */
@Command(name = "follow-log", hidden = true, description = "Part of the benchmark log.")
public final class FollowElsewhere implements Callable<Integer> {
    static final String NAME = "follow-log";
    static final String READY = "ready";

    @Option(names = "--port", required = true)
    private int port;

    @Option(names = "--follower", required = true)
    private Follower follower = Follower.OURS;

    @Option(names = "--ours", required = true)
    private String schemaOfOurs = "";

    @Option(names = "--stock", required = true)
    private String schemaOfStock = "";

    @Option(names = "--name", required = true)
    private String name = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var server = new DatabaseServer(port, "any", ProcessHandle.current());
        var sightings = new Sightings();
        try (var log = follower.open(server, schemaOfOurs, schemaOfStock, LagQuestion.CONNECTIONS);
                var _ = follower.start(log, LagQuestion.manner(name), sightings, _ -> {})) {
            out.println(READY);
            out.flush();
            awaitEndOfInput();
        }
        sightings.all().forEach((number, micros) -> out.println(number + " " + micros));
        out.flush();
        return 0;
    }

    private static void awaitEndOfInput() {
        try (var input = new InputStreamReader(System.in, StandardCharsets.UTF_8)) {
            while (input.read() >= 0) {
                // Nothing is said before the end.
            }
        } catch (IOException failure) {
            throw new BenchmarkFailed("the first process cannot be heard: " + failure, failure);
        }
    }
}
