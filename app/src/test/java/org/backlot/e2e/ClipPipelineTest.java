package org.backlot.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.backlot.clips.worker.ffmpeg.Cancellation;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.clips.worker.ffmpeg.FfmpegRunner;
import org.backlot.clips.worker.ffmpeg.FfmpegSearch;
import org.backlot.clips.worker.probe.MediaLimits;
import org.backlot.clips.worker.probe.MediaProbe;
import org.backlot.platform.app.cli.BacklotCommand;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person with a recording and a caption file, and nothing else: no key, no server, no extra program. */
@DisplayName("A recording goes in, finished clips come out")
class ClipPipelineTest {
    private static final int SECONDS = 36;
    private static final int SENTENCES = 6;
    private static final TestBacklot BACKLOT = TestBacklot.shared();

    @TempDir
    Path folder;

    /** The command starts a Backlot of its own, and stops it: what runs in the same process must not stop with it. */
    @AfterAll
    static void others_go_on() {
        BACKLOT.anonymous().get("/api/v1/auth/me").expectRefusal("NOT_AUTHENTICATED");
    }

    @Test
    @DisplayName(
            "CLP-1 CLP-3 CLP-4 CLP-5 CLP-6 CLP-7: backlot clip makes clips with thumbnail, captions and edit lists")
    void recording_to_clips() throws Exception {
        var recording = recording();
        var out = folder.resolve("clips");
        var told = new StringWriter();

        int status = BacklotCommand.run(
                new PrintWriter(told, true),
                "clip",
                recording.toString(),
                "--captions",
                captions().toString(),
                "--clips",
                "4",
                "--min",
                "5",
                "--max",
                "10",
                "--out",
                out.toString(),
                "--data",
                folder.resolve("data").toString());

        assertThat(status).as(told.toString()).isZero();
        try (var files = Files.list(out)) {
            var names = files.map(file -> file.getFileName().toString()).toList();
            for (var kind : List.of(".mp4", ".jpg", ".srt", ".vtt", ".edl", ".fcpxml", ".xml", ".otio")) {
                assertThat(names)
                        .as(told.toString())
                        .filteredOn(name -> name.endsWith(kind))
                        .hasSize(4);
            }
        }
        try (var films = Files.newDirectoryStream(out, "*.mp4")) {
            for (var film : films) {
                var facts = new MediaProbe(ffmpeg(), MediaLimits.standard()).probe(film, Cancellation.none());
                assertThat(facts.picture().width()).isEqualTo(1080);
                assertThat(facts.picture().height()).isEqualTo(1920);
                assertThat(facts.duration().toMillis()).isBetween(4_900L, 10_100L);
                assertThat(facts.sound()).isPresent();
            }
        }
    }

    private Path recording() throws IOException {
        var file = folder.resolve("talk.mp4");
        ffmpeg().run(
                        new FfmpegRun()
                                .generated("testsrc2=size=480x270:rate=25:duration=" + SECONDS)
                                .generated("sine=frequency=300:beep_factor=4:duration=" + SECONDS)
                                .add("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
                                .add("-c:a", "aac", "-shortest")
                                .to(file),
                        Cancellation.none());
        return file;
    }

    /** A sentence every six seconds. */
    private Path captions() throws IOException {
        var text = new StringBuilder();
        IntStream.range(0, SENTENCES)
                .forEach(number -> text.append("""
                %d
                00:00:%02d,200 --> 00:00:%02d,600
                Sentence number %d says why this matters to everybody.

                """.formatted(number + 1, number * 6, number * 6 + 5, number + 1)));
        return Files.writeString(folder.resolve("talk.srt"), text);
    }

    private static FfmpegRunner ffmpeg() {
        return new FfmpegRunner(new FfmpegSearch(Map.of(), Path.of("target", "programs")).find());
    }
}
