package org.backlot.crash;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.backlot.crash.PackagedProgram.Classes;

/**
 * All that clip jobs need, each a process that can be killed for itself: a server, two workers, Kafka. What they share stays:
 * the database, Redis, the storage.
 */
final class ClipFloor implements AutoCloseable {
    private static final List<String> SETTINGS = List.of(
            "--set=backlot.limits.register-per-hour=100000",
            "--set=backlot.limits.login-per-minute=100000",
            "--set=backlot.limits.requests-per-minute=1000000",
            // Where something is lost all the same, the run shall not wait for it as long as people would.
            "--set=backlot.clips.steps.patience=2m",
            "--set=backlot.clips.steps.render.timeout=1m",
            "--set=backlot.clips.steps.export.timeout=1m",
            "--set=backlot.clips.steps.ingest.timeout=1m",
            "--set=backlot.clips.steps.audio-extract.timeout=1m",
            "--set=backlot.clips.steps.audio-analyze.timeout=1m",
            "--set=backlot.clips.steps.scene-detect.timeout=1m",
            "--set=backlot.clips.steps.face-track.timeout=1m",
            "--set=backlot.clips.steps.transcribe.timeout=1m",
            "--set=backlot.clips.steps-at-once=1");

    private final SharedServices services;
    private final KafkaProcess kafka;
    private final Map<Blow.Who, BacklotProcess.Wanted> wanted = new EnumMap<>(Blow.Who.class);
    private final Map<Blow.Who, BacklotProcess> running = new EnumMap<>(Blow.Who.class);
    private final Map<Blow.Who, Integer> killed = new EnumMap<>(Blow.Who.class);
    private final List<ProcessHandle> orphaned = new ArrayList<>();

    private ClipFloor(SharedServices services, KafkaProcess kafka) {
        this.services = services;
        this.kafka = kafka;
        prepare(Blow.Who.SERVER, "clip-server", "command,query,projection,saga");
        prepare(Blow.Who.FIRST_WORKER, "clip-worker-1", "worker");
        prepare(Blow.Who.SECOND_WORKER, "clip-worker-2", "worker");
        wanted.forEach((who, what) -> running.put(who, BacklotProcess.start(what)));
    }

    /** Starts everything, and waits until the server is up: what it is asked for meanwhile waits for the workers. */
    static ClipFloor start() {
        var services = SharedServices.start("clip-services");
        try {
            var floor = new ClipFloor(services, KafkaProcess.start("clip-kafka"));
            try {
                floor.server().base();
                return floor;
            } catch (RuntimeException failure) {
                floor.close();
                throw failure;
            }
        } catch (RuntimeException failure) {
            services.close();
            throw failure;
        }
    }

    private void prepare(Blow.Who who, String name, String roles) {
        PackagedProgram.freshFolder(name);
        var environment = new HashMap<>(services.environment());
        environment.putAll(kafka.environment());
        wanted.put(
                who,
                new BacklotProcess.Wanted(
                        name,
                        Classes.AS_WRITTEN_DOWN,
                        environment,
                        Stream.concat(Stream.of("--roles=" + roles), SETTINGS.stream())
                                .toList()));
    }

    SharedServices services() {
        return services;
    }

    /** The server as it is at the moment; it may be dead, or starting. */
    synchronized BacklotProcess server() {
        return process(Blow.Who.SERVER);
    }

    synchronized List<BacklotProcess> workers() {
        return List.of(process(Blow.Who.FIRST_WORKER), process(Blow.Who.SECOND_WORKER));
    }

    /** Kills, waits, and starts again; does not wait for what was started. */
    void strike(Blow blow) {
        LockSupport.parkNanos(blow.later().toNanos());
        killed.merge(blow.who(), 1, Integer::sum);
        if (blow.who() == Blow.Who.KAFKA) {
            kafka.kill();
            LockSupport.parkNanos(blow.away().toNanos());
            kafka.startAgain();
            return;
        }
        var victim = process(blow.who());
        orphaned.addAll(victim.descendants());
        victim.kill();
        LockSupport.parkNanos(blow.away().toNanos());
        startAgain(blow.who());
    }

    private synchronized BacklotProcess process(Blow.Who who) {
        return Objects.requireNonNull(running.get(who));
    }

    private synchronized void startAgain(Blow.Who who) {
        running.put(who, BacklotProcess.start(Objects.requireNonNull(wanted.get(who))));
    }

    /** How often each was killed. */
    Map<Blow.Who, Integer> killed() {
        return Map.copyOf(killed);
    }

    /** The programs that those who were killed had running at that moment. */
    List<ProcessHandle> orphaned() {
        return List.copyOf(orphaned);
    }

    @Override
    public void close() {
        try (services;
                kafka;
                var _ = process(Blow.Who.SERVER);
                var _ = process(Blow.Who.FIRST_WORKER);
                var _ = process(Blow.Who.SECOND_WORKER)) {
            // Each is closed, whatever becomes of the others.
        }
    }
}
