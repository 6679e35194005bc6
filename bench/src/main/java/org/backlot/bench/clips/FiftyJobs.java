// One workspace that sends much must not make those wait that send little; and what waits must not fill the memory.
package org.backlot.bench.clips;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.DatabaseServer;
import org.backlot.bench.Figure;
import org.backlot.bench.Pause;
import org.backlot.bench.Program;
import org.backlot.bench.Table;

/**
 * Fifty jobs at once: thirty of one workspace, which asks first, and five of each of four others.
 *
 * @param jobs all of them
 * @param began when the first was asked for
 * @param again how many attempts at a step did not go well
 * @param before millions of bytes in the program's memory before the first was asked for
 * @param peak the most of it while they ran
 * @param after the same a while after the last had ended
 * @param ffmpegs the most that all ffmpegs together held
 * @param atOnce how many of them there were at most
 */
record FiftyJobs(
        List<Job> jobs,
        Instant began,
        long again,
        double before,
        double peak,
        double after,
        double ffmpegs,
        int atOnce) {
    private static final List<Integer> SENT = List.of(30, 5, 5, 5, 5);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofSeconds(20);
    private static final String WENT_WRONG =
            "select count(*) from log.event where type in ('clips.StepFailed', 'clips.StepTimedOut')";

    FiftyJobs {
        jobs = List.copyOf(jobs);
    }

    /**
     * One that has ended.
     *
     * @param workspace its number, the one with the most jobs first
     */
    record Job(int workspace, String status, Instant ended) {}

    /** How many recordings it takes. */
    static int count() {
        return SENT.stream().mapToInt(Integer::intValue).sum();
    }

    static FiftyJobs run(Program program, DatabaseServer database, List<Path> recordings) throws IOException {
        var producers = IntStream.range(0, SENT.size())
                .mapToObj(number -> Producer.joins(program, "workspace" + number))
                .toList();
        try {
            var keys = new ArrayList<List<String>>();
            Iterator<Path> next = recordings.iterator();
            for (int number = 0; number < SENT.size(); number++) {
                var own = new ArrayList<String>();
                for (int sent = 0; sent < SENT.get(number); sent++) {
                    own.add(producers.get(number).upload(next.next(), "video/mp4"));
                }
                keys.add(own);
            }
            long wrongBefore = Long.parseLong(database.value(WENT_WRONG));
            double before = program.residentMegabytes();
            try (var watch = Watch.over(program)) {
                var began = Instant.now();
                for (int number = 0; number < SENT.size(); number++) {
                    for (var key : keys.get(number)) {
                        producers.get(number).order(key, Optional.empty(), 5, 7);
                    }
                }
                var jobs = ended(producers);
                double peak = watch.peak(Watch.Look::program);
                Pause.of(QUIET);
                return new FiftyJobs(
                        jobs,
                        began,
                        Long.parseLong(database.value(WENT_WRONG)) - wrongBefore,
                        before,
                        peak,
                        program.residentMegabytes(),
                        watch.peak(Watch.Look::ffmpegs),
                        (int) watch.peak(Watch.Look::count));
            }
        } finally {
            producers.forEach(Producer::close);
        }
    }

    /** Waits for all of them. */
    private static List<Job> ended(List<Producer> producers) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var jobs = new ArrayList<Job>();
            for (int number = 0; number < producers.size(); number++) {
                for (var job : producers.get(number).jobs()) {
                    var ended = job.path("endedAt").asString("");
                    if (!ended.isEmpty()) {
                        jobs.add(new Job(number, job.path("status").asString(), Instant.parse(ended)));
                    }
                }
            }
            if (jobs.size() == count()) {
                return jobs.stream().sorted(Comparator.comparing(Job::ended)).toList();
            }
            if (System.nanoTime() > end) {
                throw new BenchmarkFailed("only %d of %d jobs have ended".formatted(jobs.size(), count()));
            }
            Pause.of(LOOK_EVERY);
        }
    }

    double seconds() {
        return after(jobs.getLast());
    }

    private double after(Job job) {
        return Duration.between(began, job.ended()).toMillis() / 1e3;
    }

    private List<Job> of(int workspace) {
        return jobs.stream().filter(job -> job.workspace() == workspace).toList();
    }

    /** How many have come to review. */
    long reviewed() {
        return jobs.stream().filter(job -> job.status().equals("review")).count();
    }

    /**
     * Jain's index of how many jobs each workspace had got done when half of all were: 1 where all had got the same, which is
     * five; 0.2 where one had got everything.
     */
    double fairness() {
        var half = jobs.subList(0, jobs.size() / 2);
        var shares = IntStream.range(0, SENT.size())
                .mapToLong(workspace -> half.stream()
                        .filter(job -> job.workspace() == workspace)
                        .count())
                .toArray();
        double sum = 0;
        double squares = 0;
        for (long share : shares) {
            sum += share;
            squares += share * share;
        }
        return sum * sum / (shares.length * squares);
    }

    void print(PrintWriter out) {
        out.printf("%n%d jobs at once, the largest workspace asks first; seconds from the first request%n", count());
        var table = new Table("", "jobs", "first ended", "mean", "last ended", "done at half");
        var half = jobs.subList(0, jobs.size() / 2);
        for (int workspace = 0; workspace < SENT.size(); workspace++) {
            int number = workspace;
            var own = of(workspace);
            table.row(
                    "workspace " + workspace,
                    own.size(),
                    after(own.getFirst()),
                    own.stream().mapToDouble(this::after).average().orElse(0),
                    after(own.getLast()),
                    half.stream().filter(job -> job.workspace() == number).count());
        }
        table.print(out);
    }

    List<Figure> figures() {
        return List.of(
                new Figure("clips.jobs50", seconds(), "s"),
                new Figure("clips.jobs50.reviewed", reviewed(), "jobs"),
                new Figure("clips.jobs50.attempts_failed", again, "attempts"),
                new Figure("clips.jobs50.memory.before", before, "MB"),
                new Figure("clips.jobs50.memory", peak, "MB"),
                new Figure("clips.jobs50.memory.after", after, "MB"),
                new Figure("clips.jobs50.ffmpeg_memory", ffmpegs, "MB"),
                new Figure("clips.jobs50.ffmpegs", atOnce, "processes"),
                new Figure("clips.fairness", fairness(), "ratio"));
    }
}
