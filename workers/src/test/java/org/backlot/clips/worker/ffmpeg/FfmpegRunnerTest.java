// A run of ffmpeg that hangs, fills the disk or goes on after nobody wants it takes the whole worker with it.
package org.backlot.clips.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.backlot.clips.worker.Material;
import org.backlot.clips.worker.ffmpeg.FfmpegFailed.Reason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FfmpegRunnerTest {
    private static final FfmpegRunner FFMPEG = Material.ffmpeg();

    @TempDir
    Path folder;

    /** Does for an hour what takes no time, unless somebody ends it. */
    private static FfmpegRun endless() {
        return new FfmpegRun()
                .add("-re")
                .generated("testsrc2=size=64x64:rate=25:duration=3600")
                .add("-f", "null", "-");
    }

    @Test
    @DisplayName(
            "CLP-6: the ffmpeg that comes along is unpacked once, and is known by its version, filters and encoders")
    void found() throws IOException {
        var ffmpeg = new FfmpegSearch(Map.of("PATH", folder.toString()), folder.resolve("programs")).find();

        assertThat(ffmpeg.program()).isExecutable().startsWith(folder);
        assertThat(ffmpeg.version()).startsWith("4.4.1");
        assertThat(ffmpeg.filters()).contains("ass", "loudnorm", "ebur128", "sendcmd", "overlay", "select");
        assertThat(ffmpeg.encoders()).contains("libx264", "aac", "png");
        assertThat(ffmpeg.drawsCaptions()).isTrue();
        var written = Files.getLastModifiedTime(ffmpeg.program());
        assertThat(new FfmpegSearch(Map.of(), folder.resolve("programs")).find().program())
                .isEqualTo(ffmpeg.program());
        assertThat(Files.getLastModifiedTime(ffmpeg.program())).isEqualTo(written);
    }

    @Test
    @DisplayName("CLP-6: the configured ffmpeg is taken before all others, and is not replaced where it does not run")
    void configured() throws IOException {
        var chosen = program("chosen", "ffmpeg version 9.9-mine", " ... ass V->V Draws");
        assertThat(new FfmpegSearch(Map.of(FfmpegSearch.CONFIGURED, chosen.toString()), folder).find())
                .returns("9.9-mine", Ffmpeg::version)
                .returns(chosen, Ffmpeg::program);

        var nothing = folder.resolve("nothing").toString();
        assertThatThrownBy(() -> new FfmpegSearch(Map.of(FfmpegSearch.CONFIGURED, nothing), folder).find())
                .isInstanceOf(FfmpegMissing.class)
                .hasMessageContaining("nothing");
    }

    @Test
    @DisplayName("CLP-6: the ffmpeg on PATH is taken where it draws captions; else the one that comes along")
    void on_path() throws IOException {
        program("ffmpeg", "ffmpeg version 8.0", " ... ass               V->V       Render");
        assertThat(search().find().version()).isEqualTo("8.0");

        program("ffmpeg", "ffmpeg version 8.0", " ... crop              V->V       Crop");
        assertThat(search().find().version()).startsWith("4.4.1");
    }

    private FfmpegSearch search() {
        return new FfmpegSearch(Map.of("PATH", folder.toString()), Path.of("target", "programs"));
    }

    private Path program(String name, String version, String filter) throws IOException {
        var file =
                Files.writeString(folder.resolve(name), "#!/bin/sh\necho '" + version + "'\necho '" + filter + "'\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    @Test
    @DisplayName("CLP-1: progress is told while it works, and its last word says all of it")
    void progress() throws IOException {
        var told = new ArrayList<Progress>();
        FFMPEG.run(
                new FfmpegRun()
                        .generated("testsrc2=size=64x64:rate=25:duration=4")
                        .add("-c:v", "libx264")
                        .to(folder.resolve("it's: a \"name\".mp4"))
                        .telling(told::add),
                Cancellation.none());

        assertThat(told.getLast()).satisfies(last -> {
            assertThat(last.finished()).isTrue();
            assertThat(last.frames()).isEqualTo(100);
            assertThat(last.bytes()).isPositive();
            assertThat(last.of(Duration.ofSeconds(4))).isEqualTo(1);
        });
        assertThat(folder.resolve("it's: a \"name\".mp4")).exists();
    }

    @Test
    @DisplayName("CLP-1: cancelling ends the running ffmpeg, and what it was started for is told")
    void cancelled() throws Exception {
        var cancellation = new Cancellation();
        var running = new CountDownLatch(1);
        var failure = new java.util.concurrent.atomic.AtomicReference<FfmpegFailed>();
        var thread = Thread.ofVirtual().start(() -> {
            try {
                FFMPEG.run(endless().telling(_ -> running.countDown()), cancellation);
            } catch (FfmpegFailed e) {
                failure.set(e);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(children()).isPositive();

        cancellation.cancel();

        assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
        assertThat(failure.get()).isNotNull().returns(Reason.CANCELLED, FfmpegFailed::reason);
        assertThat(children()).isZero();
        assertThatThrownBy(() -> FFMPEG.run(endless(), cancellation)).hasMessageContaining("not started");
    }

    private static long children() {
        return ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .filter(child -> child.info()
                        .command()
                        .filter(Material.ffmpeg().ffmpeg().program().toString()::equals)
                        .isPresent())
                .count();
    }

    @Test
    @DisplayName("CLP-2: what takes too long, or writes too much, is ended")
    void limits() {
        assertThatThrownBy(() -> FFMPEG.run(endless().within(Duration.ofMillis(300)), Cancellation.none()))
                .asInstanceOf(type(FfmpegFailed.class))
                .returns(Reason.TIMED_OUT, FfmpegFailed::reason);

        assertThatThrownBy(() -> FFMPEG.run(
                        new FfmpegRun()
                                .add("-re")
                                .generated("testsrc2=size=320x180:rate=25:duration=3600")
                                .add("-c:v", "rawvideo", "-f", "nut")
                                .to(folder.resolve("large.nut"))
                                .atMost(1_000_000),
                        Cancellation.none()))
                .asInstanceOf(type(FfmpegFailed.class))
                .returns(Reason.TOO_MUCH_OUTPUT, FfmpegFailed::reason);
    }

    @Test
    @DisplayName("CLP-2: an error keeps what ffmpeg said last")
    void error() {
        assertThatThrownBy(() -> FFMPEG.run(
                        new FfmpegRun()
                                .file(folder.resolve("not there.mp4"), "mov")
                                .add("-f", "null", "-"),
                        Cancellation.none()))
                .asInstanceOf(type(FfmpegFailed.class))
                .returns(Reason.ERROR, FfmpegFailed::reason)
                .satisfies(failure ->
                        assertThat(failure.lastLines()).anyMatch(line -> line.contains("No such file or directory")));
    }

    @Test
    @DisplayName("CLP-6: raw frames go in and out by pipes; whoever reads them may fail, and that is what is told")
    void pipes() throws IOException {
        var negative = new byte[3][];
        FFMPEG.run(
                new FfmpegRun()
                        .rawFrames("gray", 4, 2, new Rational(25, 1), input -> input.write(new byte[3 * 8]))
                        .add("-vf", "negate", "-pix_fmt", "gray", "-f", "rawvideo", "pipe:1")
                        .reading(output -> {
                            for (int i = 0; i < negative.length; i++) {
                                negative[i] = output.readNBytes(8);
                            }
                        }),
                Cancellation.none());
        assertThat(negative[2]).containsOnly(0xFF);

        var closed = new AtomicBoolean();
        assertThatThrownBy(() -> FFMPEG.run(
                        endless().add("-f", "rawvideo", "pipe:1").reading(output -> {
                            closed.set(true);
                            throw new IllegalStateException("no more");
                        }),
                        Cancellation.none()))
                .hasMessage("no more");
        assertThat(closed).isTrue();
        assertThatThrownBy(() -> FFMPEG.run(
                        endless().add("-f", "rawvideo", "pipe:1").reading(_ -> {
                            throw new UnsatisfiedLinkError("not for this machine");
                        }),
                        Cancellation.none()))
                .isInstanceOf(UnsatisfiedLinkError.class);
    }

    @Test
    @DisplayName("CLP-3: a playlist inside a file leads nowhere: no other protocol and no other demuxer is opened")
    void contained() throws IOException {
        var playlist = Files.writeString(
                folder.resolve("list.mp4"),
                "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:1/x.ts\n#EXT-X-ENDLIST\n");

        assertThatThrownBy(() ->
                        FFMPEG.run(new FfmpegRun().file(playlist, "mov").add("-f", "null", "-"), Cancellation.none()))
                .asInstanceOf(type(FfmpegFailed.class))
                .satisfies(failure -> assertThat(failure.lastLines()).noneMatch(line -> line.contains("127.0.0.1")));
        assertThatThrownBy(() ->
                        FFMPEG.run(new FfmpegRun().file(playlist, "hls").add("-f", "null", "-"), Cancellation.none()))
                .asInstanceOf(type(FfmpegFailed.class))
                .satisfies(
                        failure -> assertThat(failure.lastLines()).anyMatch(line -> line.contains("not on whitelist")));
    }

    @Test
    @DisplayName("CLP-2: a work folder is gone when its step ends; what a killed process left is swept, what is in use"
            + " stays")
    void work_folders() throws IOException {
        var parent = folder.resolve("work");
        Path used;
        try (var work = WorkFolder.under(parent, 1)) {
            used = Files.writeString(work.file("frame.raw"), "x");
            var left = Files.createDirectories(parent.resolve("step-killed"));
            Files.writeString(left.resolve(".in-use"), "");
            Files.writeString(left.resolve("half.mp4"), "x");

            assertThat(WorkFolder.sweep(parent)).isOne();

            assertThat(left).doesNotExist();
            assertThat(used).exists();
        }
        assertThat(used.getParent()).doesNotExist();
        assertThatThrownBy(() -> WorkFolder.under(parent, Long.MAX_VALUE)).hasMessageContaining("free");
    }
}
