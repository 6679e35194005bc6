// A worker that is killed cannot tidy up. What it leaves must be gone all the same: its programs and its folders.
package org.backlot.clips.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What a killed worker leaves")
class KilledWorkerTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private final List<ProcessHandle> started = new ArrayList<>();

    @AfterEach
    void leaves_nothing() {
        started.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    @DisplayName("CLP-2: kill -9 of a worker ends its ffmpeg at once, where the machine has setpriv")
    void on_a_leash() throws Exception {
        var path = System.getenv("PATH");
        assumeTrue(Program.find(System.getenv(), "NO_VARIABLE", "setpriv").isPresent(), "no setpriv here");
        var ffmpeg = killed(path);

        awaitEnd(ffmpeg);
    }

    @Test
    @DisplayName("CLP-2: where it has none, the next start ends that ffmpeg and removes its folder")
    void ended_by_the_next() throws Exception {
        var ffmpeg = killed("/nonexistent");
        assertThat(runs(ffmpeg)).isTrue();
        var stranger = new ProcessBuilder("sleep", "600").start().toHandle();
        started.add(stranger);
        // Somebody else has the number of one that has ended long ago.
        Files.writeString(onlyFolder().resolve(".running-" + stranger.pid()), "2020-01-01T00:00:00Z");

        assertThat(WorkFolder.sweep(folder)).isOne();

        awaitEnd(ffmpeg);
        assertThat(folder).isEmptyDirectory();
        assertThat(runs(stranger)).isTrue();
    }

    @Test
    @DisplayName("CLP-2: a folder that its worker could not lock any more is removed by the next, one just made is not")
    void never_locked() throws IOException {
        var old = Files.createDirectory(folder.resolve("step-old"));
        Files.setLastModifiedTime(
                old,
                FileTime.from(ProcessHandle.current()
                        .info()
                        .startInstant()
                        .orElseThrow()
                        .minusSeconds(1)));
        var fresh = Files.createDirectory(folder.resolve("step-new"));
        Files.setLastModifiedTime(fresh, FileTime.from(Instant.now()));

        assertThat(WorkFolder.sweep(folder)).isOne();

        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
    }

    private Path onlyFolder() throws IOException {
        try (var folders = Files.list(folder)) {
            return folders.findFirst().orElseThrow();
        }
    }

    /** Has a worker of its own process run an ffmpeg, kills it amid that, and gives back the ffmpeg. */
    private ProcessHandle killed(String path) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        EndlessFfmpeg.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PATH", path);
        var worker = builder.start();
        started.add(worker.toHandle());
        try (var lines = worker.inputReader()) {
            assertThat(firstWords(lines)).isEqualTo(EndlessFfmpeg.RUNS);
            var ffmpeg = worker.descendants().findFirst().orElseThrow();
            started.add(ffmpeg);
            worker.destroyForcibly();
            assertThat(worker.waitFor(10, TimeUnit.SECONDS)).isTrue();
            return ffmpeg;
        }
    }

    private static String firstWords(BufferedReader lines) throws IOException {
        return Objects.requireNonNullElse(lines.readLine(), "it ended without a word");
    }

    private static void awaitEnd(ProcessHandle process) throws InterruptedException {
        long end = System.nanoTime() + SOON.toNanos();
        while (runs(process)) {
            assertThat(System.nanoTime()).as("it still runs after %s", SOON).isLessThan(end);
            Thread.sleep(10);
        }
    }

    /** A process that has ended, but whose end nobody has asked about yet, runs no program any more. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }
}
