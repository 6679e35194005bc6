// A child process outlives whoever forgets it, blocks when nobody reads it, and waits for a keyboard nobody sits
// at. All of that is dealt with here, and nowhere else is a program started.
package org.backlot.clips.worker.ffmpeg;

import java.io.BufferedReader;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.backlot.clips.worker.ffmpeg.FfmpegFailed.Reason;
import org.jspecify.annotations.Nullable;

/** Runs ffmpeg to its end, or ends it: with an error, in time, within its space, or because nobody wants it any more. */
public final class FfmpegRunner {
    private static final int LINES_KEPT = 20;
    private static final Duration READERS_END_WITHIN = Duration.ofSeconds(10);

    /** What runs now: it must not outlive this program, which may be told to stop at any time. */
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(FfmpegRunner::kill), "end ffmpeg"));
    }

    private final Ffmpeg ffmpeg;

    public FfmpegRunner(Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    public Ffmpeg ffmpeg() {
        return ffmpeg;
    }

    /**
     * Blocks until it has ended.
     *
     * @throws FfmpegFailed with the reason and its last words
     * @throws IOException where it could not be started, or what reads and writes its pipes failed
     */
    public void run(FfmpegRun run, Cancellation cancellation) throws IOException {
        if (cancellation.isCancelled()) {
            throw new FfmpegFailed(Reason.CANCELLED, "ffmpeg was not started: it is cancelled", List.of());
        }
        var command = new ArrayList<String>();
        command.add(ffmpeg.program().toString());
        // Where raw output takes the first pipe, progress shares the second with the log.
        var progressPipe = run.output().isPresent() ? "pipe:2" : "pipe:1";
        command.addAll(List.of("-nostdin", "-hide_banner", "-nostats", "-y", "-progress", progressPipe));
        command.addAll(run.arguments());
        new Execution("ffmpeg", command, run).run(cancellation);
    }

    /** Runs another program under the same watch. */
    static void runOther(String name, List<String> command, FfmpegRun run, Cancellation cancellation)
            throws IOException {
        if (cancellation.isCancelled()) {
            throw new FfmpegFailed(Reason.CANCELLED, name + " was not started: it is cancelled", List.of());
        }
        new Execution(name, command, run).run(cancellation);
    }

    /** What a program says, line by line, for questions that take no time. */
    static void runToEnd(List<String> command, Duration within, List<String> said) throws IOException {
        var lines = new ArrayList<String>();
        var process = builder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            var reader = reader("ffmpeg answer", () -> eachLine(process.getInputStream(), lines::add));
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("it did not end within " + within);
            }
            reader.end();
            said.addAll(lines);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            kill(process);
        }
    }

    private static ProcessBuilder builder(List<String> command) {
        var builder = new ProcessBuilder(Leash.tied(command));
        // A static build must not load converters of the system's C library for the names in an MPEG-TS: it crashes.
        builder.environment().put("GCONV_PATH", "/nonexistent");
        return builder;
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void eachLine(InputStream stream, Consumer<String> consumer) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                consumer.accept(line);
            }
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    /** A thread on one pipe, and how it ended. */
    private record PipeThread(Thread thread, AtomicReference<@Nullable Throwable> failure) {
        void end() throws IOException, InterruptedException {
            awaitEnd();
            switch (failure.get()) {
                case null -> {}
                case IOException io -> throw io;
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                case Throwable other -> throw new IOException(other);
            }
        }

        boolean hasFailed() throws IOException, InterruptedException {
            awaitEnd();
            return failure.get() != null;
        }

        private void awaitEnd() throws IOException, InterruptedException {
            if (!thread.join(READERS_END_WITHIN)) {
                throw new IOException(thread.getName() + " does not end");
            }
        }
    }

    /** A thread of the system: whoever looks at frames works in native code, which would hold up virtual ones. */
    private static PipeThread reader(String name, Work work) {
        var failure = new AtomicReference<@Nullable Throwable>();
        var thread = Thread.ofPlatform().daemon().name(name).start(() -> {
            try {
                work.run();
            } catch (Throwable any) {
                failure.set(any);
            }
        });
        return new PipeThread(thread, failure);
    }

    private static final class Execution {
        private final String name;
        private final List<String> command;
        private final FfmpegRun run;
        private final Deque<String> lastLines = new ArrayDeque<>();
        private final ProgressReader progress = new ProgressReader();
        private final AtomicReference<@Nullable Reason> ended = new AtomicReference<>();

        Execution(String name, List<String> command, FfmpegRun run) {
            this.name = name;
            this.command = command;
            this.run = run;
        }

        void run(Cancellation cancellation) throws IOException {
            var process = builder(command).directory(run.folder().toFile()).start();
            RUNNING.add(process);
            try (var _ = Leftover.note(process.toHandle(), run.folder());
                    var _ = cancellation.onCancel(() -> end(process, Reason.CANCELLED))) {
                var output = reader(name + " output", () -> readOutput(process));
                var log = reader(name + " log", () -> eachLine(process.getErrorStream(), line -> hear(line, process)));
                var input = reader(name + " input", () -> writeInput(process));
                if (!process.waitFor(run.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                    end(process, Reason.TIMED_OUT);
                }
                log.end();
                check(process, output, input);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new FfmpegFailed(Reason.CANCELLED, name + " was interrupted", List.of());
            } finally {
                kill(process);
                RUNNING.remove(process);
            }
        }

        /** What ended it comes first; then its own error; then whoever read and wrote for it. */
        private void check(Process process, PipeThread output, PipeThread input)
                throws IOException, InterruptedException {
            var reason = ended.get();
            if (reason != null) {
                throw new FfmpegFailed(reason, name + " was ended (" + reason + ")", said());
            }
            int exit = process.waitFor();
            // A reader that gives up closes its pipe, and ffmpeg ends in an error because of it.
            if (exit != 0 && !output.hasFailed()) {
                throw new FfmpegFailed(Reason.ERROR, name + " ended with " + exit, said());
            }
            output.end();
            input.end();
        }

        private void readOutput(Process process) throws IOException {
            var reader = run.output();
            try (var stream = process.getInputStream()) {
                if (reader.isEmpty()) {
                    eachLine(stream, line -> follow(line, process));
                } else {
                    reader.get().read(stream);
                }
            }
        }

        private void writeInput(Process process) throws IOException {
            var pipe = new PipeToProgram(process.getOutputStream());
            try (pipe) {
                if (run.input().isPresent()) {
                    run.input().get().write(pipe);
                }
            } catch (IOException failure) {
                // ffmpeg may have enough before everything is written; if it failed, its own words say why.
                if (!pipe.isRefused()) {
                    throw failure;
                }
            }
        }

        private void hear(String line, Process process) {
            if (run.output().isPresent() && ProgressReader.isProgress(line)) {
                follow(line, process);
                return;
            }
            run.log().accept(line);
            synchronized (lastLines) {
                lastLines.addLast(line);
                if (lastLines.size() > LINES_KEPT) {
                    lastLines.removeFirst();
                }
            }
        }

        private void follow(String line, Process process) {
            progress.accept(line).ifPresent(now -> {
                if (now.bytes() > run.mostBytes()) {
                    end(process, Reason.TOO_MUCH_OUTPUT);
                }
                run.progress().accept(now);
            });
        }

        private void end(Process process, Reason reason) {
            ended.compareAndSet(null, reason);
            kill(process);
        }

        private List<String> said() {
            synchronized (lastLines) {
                return List.copyOf(lastLines);
            }
        }
    }

    /** Knows whether it was the program that took no more. */
    private static final class PipeToProgram extends FilterOutputStream {
        private boolean refused;

        PipeToProgram(OutputStream pipe) {
            super(pipe);
        }

        boolean isRefused() {
            return refused;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException failure) {
                refused = true;
                throw failure;
            }
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } catch (IOException failure) {
                refused = true;
                throw failure;
            }
        }
    }
}
