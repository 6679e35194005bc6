// Recogniser and downloader are played by a few lines of shell: what they are asked, and what becomes of their answers.
package org.backlot.clips.worker.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.backlot.clips.api.JobSource;
import org.backlot.clips.api.SourceKind;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.worker.Material;
import org.backlot.clips.worker.Material.Shot;
import org.backlot.clips.worker.step.StepOutcome.Done;
import org.backlot.clips.worker.transcript.TranscriptJson;
import org.backlot.clips.worker.transcript.Word;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtherProgramsTest {
    private static final String PAGE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ";

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path recording;

    @BeforeAll
    static void make() {
        recording = Material.videoWithSound(
                shared.resolve("spoken.mp4"),
                "sine=frequency=440:duration=2",
                new Shot("testsrc2=size=160x90:rate=25", 2));
    }

    private Workshop workshop(String variable, String lines) throws IOException {
        var program = Workshop.program(folder, "program", lines);
        return new Workshop(Files.createDirectory(folder.resolve("workshop")), Map.of(variable, program.toString()));
    }

    private static List<Word> transcribed(Workshop workshop, JobSource source) throws Exception {
        var job = workshop.job(1, source);
        job.run(StepKind.INGEST);
        job.run(StepKind.AUDIO_EXTRACT);
        var transcript = ((Done) job.run(StepKind.TRANSCRIBE)).outputs().getFirst();
        return TranscriptJson.read(Files.readString(workshop.file(transcript))).words();
    }

    @Test
    @DisplayName("CLP-4: pocketsphinx hears words with their times; silence, noise and whole lines are none")
    void recogniser() throws Exception {
        var workshop = workshop(Pocketsphinx.CONFIGURED, """
                [ "$1" = -infile ] && [ -s "$2" ] || exit 3
                cat <<'END'
                ask not
                <s> 0.130 0.220 0.998
                ask(2) 0.230 0.560 0.95
                [NOISE] 0.570 0.600 0.81
                not 0.610 1.000 1.000000e+00
                </s> 1.010 1.200 1.0
                END""");

        assertThat(transcribed(workshop, JobSource.upload(workshop.upload("spoken", recording), null)))
                .containsExactly(new Word("ask", 230, 560, false), new Word("not", 610, 1_000, false));
    }

    @Test
    @DisplayName("CLP-4: a recogniser that breaks down is asked again later, it does not end the step for good")
    void recogniser_fails() throws Exception {
        var workshop = workshop(Pocketsphinx.CONFIGURED, "exit 7");

        assertThatThrownBy(() -> transcribed(workshop, JobSource.upload(workshop.upload("spoken", recording), null)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ended with 7");
    }

    @Test
    @DisplayName("CLP-4: a published recording is fetched by yt-dlp, its address an argument behind all options")
    void downloader() throws Exception {
        var asked = folder.resolve("asked.txt");
        var workshop = workshop(SourceDownload.CONFIGURED, """
                printf '%%s\\n' "$@" > '%s'
                while [ "$1" != --output ]; do shift; done
                cp '%s' "$(dirname "$2")/download.mp4\"""".formatted(asked, recording.toAbsolutePath()));

        var ingested = (Done)
                workshop.job(2, JobSource.published(SourceKind.YOUTUBE, PAGE)).run(StepKind.INGEST);

        assertThat(workshop.file(ingested.outputs().getFirst())).hasSameBinaryContentAs(recording);
        assertThat(Files.readAllLines(asked)).endsWith("--", PAGE).contains("--no-playlist", "--ignore-config");
    }

    @Test
    @DisplayName("CLP-4: what the downloader leaves out, as too long or live, is refused for good")
    void nothing_fetched() throws Exception {
        var workshop = workshop(SourceDownload.CONFIGURED, "exit 0");

        assertThatThrownBy(() -> workshop.job(3, JobSource.published(SourceKind.YOUTUBE, PAGE))
                        .run(StepKind.INGEST))
                .isInstanceOfSatisfying(
                        StepRefused.class, refused -> assertThat(refused.code()).isEqualTo("SOURCE_NOT_TAKEN"));
    }

    @ParameterizedTest
    @DisplayName("CLP-4: captions are read by what they are: SRT, WebVTT with word times, or a transcript as JSON")
    @ValueSource(
            strings = {
                "1\n00:00:00,200 --> 00:00:00,900\nRoll!\n",
                "WEBVTT\n\n00:00.200 --> 00:00.900\n<v Layla>Roll!\n",
                "{\"words\":[{\"text\":\"Roll!\",\"startMillis\":200,\"endMillis\":900}]}"
            })
    void captions(String text) throws Exception {
        var workshop = workshop(Pocketsphinx.CONFIGURED, "exit 7");
        var source = JobSource.upload(workshop.upload("spoken", recording), workshop.upload("captions", text));

        assertThat(transcribed(workshop, source)).singleElement().satisfies(word -> {
            assertThat(word.text()).isEqualTo("Roll!");
            assertThat(word.startMillis()).isEqualTo(200);
            assertThat(word.endMillis()).isEqualTo(900);
        });
    }

    @ParameterizedTest
    @DisplayName("CLP-4: captions that are none, or break off, are refused for good, with the line where they do")
    @ValueSource(strings = {"Scene 1. The reel runs out.", "1\n00:00:00,200 --> 00:00:00,900\nRoll!\n\n2\n00:99\n"})
    void unreadable_captions(String text) throws Exception {
        var workshop = workshop(Pocketsphinx.CONFIGURED, "exit 7");
        var source = JobSource.upload(workshop.upload("spoken", recording), workshop.upload("captions", text));

        assertThatThrownBy(() -> transcribed(workshop, source))
                .isInstanceOfSatisfying(
                        StepRefused.class, refused -> assertThat(refused.code()).isEqualTo("CAPTIONS_UNREADABLE"));
    }
}
