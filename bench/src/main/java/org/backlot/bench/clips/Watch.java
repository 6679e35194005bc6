package org.backlot.bench.clips;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToDoubleFunction;
import org.backlot.bench.Program;

/** Looks five times a second at what the program and its ffmpegs hold of the memory and have used of the processors. */
final class Watch implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(200);

    private final Program program;
    private final List<Look> looks = new CopyOnWriteArrayList<>();
    private final Thread thread;

    private Watch(Program program) {
        this.program = program;
        this.thread = Thread.ofPlatform().daemon().name("watch").unstarted(this::watch);
    }

    static Watch over(Program program) {
        var watch = new Watch(program);
        watch.look();
        watch.thread.start();
        return watch;
    }

    /**
     * What was seen at a moment.
     *
     * @param program millions of bytes in memory
     * @param ffmpegs the same of all its ffmpegs
     * @param count of these
     * @param processors used so far by the program and those ffmpegs that have ended
     */
    record Look(Instant at, double program, double ffmpegs, int count, Duration processors) {}

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            look();
            try {
                Thread.sleep(EVERY);
            } catch (InterruptedException over) {
                return;
            }
        }
    }

    private void look() {
        var ffmpegs = program.process()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("/ffmpeg"))
                .toList();
        looks.add(new Look(
                Instant.now(),
                program.residentMegabytes(),
                ffmpegs.stream()
                        .mapToDouble(
                                child -> Program.residentMegabytesIfAlive(child).orElse(0))
                        .sum(),
                ffmpegs.size(),
                ProcessorTime.of(program.process())));
    }

    /** The most of something that was seen. */
    double peak(ToDoubleFunction<Look> of) {
        return looks.stream().mapToDouble(of).max().orElse(0);
    }

    /** The processor time used between two moments, to the next look. */
    Duration processors(Instant from, Instant to) {
        return at(to).processors().minus(at(from).processors());
    }

    private Look at(Instant moment) {
        return looks.stream()
                .filter(look -> !look.at().isBefore(moment))
                .findFirst()
                .orElseGet(looks::getLast);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
