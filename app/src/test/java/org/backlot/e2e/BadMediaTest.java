// What people send is anything. Each file here goes the whole way that a recording goes, upload, order, worker and
// ffmpeg,
// until somebody says no; and whoever sent it is told why, once, at once.
package org.backlot.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.backlot.clips.worker.ffmpeg.Cancellation;
import org.backlot.clips.worker.ffmpeg.FfmpegFailed;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.media.api.ObjectStorage;
import org.backlot.media.api.StorageKey;
import org.backlot.platform.app.cli.BacklotCommand;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@DisplayName("A file that is no good recording")
class BadMediaTest {
    private static final WorkingBacklot BACKLOT = WorkingBacklot.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String FILM = "video/mp4";
    private static final int HOUR = 3_600;

    @TempDir
    static Path folder;

    private static byte[] talk = {};

    @BeforeAll
    static void a_good_one() throws IOException {
        talk = Files.readAllBytes(made(
                "talk.mp4", TestFilms.picture(2).generated("sine=duration=2").add("-movflags", "+faststart")));
    }

    /** What the upload lets pass, for it begins like a film, and the ingest does not. */
    private enum Bad {
        CUT_OFF("TRUNCATED", "The recording ends before it says it does: it was probably not sent completely.") {
            @Override
            byte[] content() {
                return Arrays.copyOf(talk, talk.length * 2 / 5);
            }
        },
        CUT_OFF_BEFORE_ITS_INDEX("DAMAGED", "The recording cannot be read: it is damaged or incomplete.") {
            @Override
            byte[] content() throws IOException {
                var whole = Files.readAllBytes(made("index-last.mp4", TestFilms.picture(2)));
                return Arrays.copyOf(whole, whole.length / 2);
            }
        },
        SOUND_ALONE("NO_PICTURE", "There is no picture in the file.") {
            @Override
            byte[] content() throws IOException {
                return Files.readAllBytes(TestFilms.soundAlone(folder.resolve("sound.mp4")));
            }
        },
        ONE_FRAME("TOO_SHORT", "The recording is shorter than a second.") {
            @Override
            byte[] content() throws IOException {
                return Files.readAllBytes(made("one.mp4", TestFilms.picture(2).add("-frames:v", "1")));
            }
        },
        CLAIMS_FIVE_HOURS("TOO_LONG", "The recording is longer than four hours.") {
            @Override
            byte[] content() {
                return claiming(5 * HOUR, talk);
            }
        },
        CLAIMS_FOUR_HOURS(
                "TRUNCATED", "The recording ends before it says it does: it was probably not sent completely.") {
            @Override
            byte[] content() {
                return claiming(4 * HOUR, talk);
            }
        },
        RUBBISH_AFTER_A_GOOD_BEGINNING("DAMAGED", "The recording cannot be read: it is damaged or incomplete.") {
            @Override
            byte[] content() {
                var rubbish = talk.clone();
                Arrays.fill(rubbish, 32, rubbish.length, (byte) 'B');
                return rubbish;
            }
        };

        private final String code;
        private final String message;

        Bad(String code, String message) {
            this.code = code;
            this.message = message;
        }

        abstract byte[] content() throws IOException;
    }

    @AfterEach
    void nothing_is_left_lying() {
        Awaitility.await("no work folder").atMost(PATIENCE).until(() -> {
            var work = BACKLOT.data().resolve("work");
            if (!Files.exists(work)) {
                return true;
            }
            try (var folders = Files.list(work)) {
                return folders.findAny().isEmpty();
            }
        });
        assertThat(BACKLOT.running()
                        .context()
                        .getBean(MeterRegistry.class)
                        .find("http.server.requests")
                        .tag("status", status -> status.startsWith("5"))
                        .meters())
                .extracting(Meter::getId)
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "CLP-2 CLP-3 MED-2: fails its job at the first attempt, with a code and a sentence; nothing else is begun")
    void refused_by_the_ingest(Bad bad) throws Exception {
        var editor = BACKLOT.somebody();
        var upload = BACKLOT.uploadsOf(editor).confirmed("talk.mp4", FILM, bad.content());

        failsAtOnce(editor, upload, bad.code, bad.message);
    }

    @Test
    @DisplayName(
            "MED-1 CLP-3: a text, nothing at all and playlists do not even become uploads, and nobody opens what they name")
    void refused_by_the_upload() throws Exception {
        var editor = BACKLOT.somebody();
        var uploads = BACKLOT.uploadsOf(editor);
        uploads.ask("empty.mp4", FILM, 0).expectRefusal("UPLOAD_EMPTY");
        try (var trap = Trap.in(folder.resolve("upload.fifo"))) {
            for (var text : List.of("Dear sir,\nthis is no film.\n", hls(trap), concat(trap))) {
                for (var type : List.of(FILM, "video/mp2t", "video/x-whatever", "application/x-subrip")) {
                    var sent = uploads.sent("talk.mp4", type, text.getBytes(UTF_8));
                    var refusal = uploads.confirm(sent).expectRefusal("UPLOAD_CONTENT_WRONG");
                    assertThat(refusal.status()).isEqualTo(422);
                    editor.api().post("/api/v1/jobs", job(sent)).expectRefusal("UPLOAD_NOT_CONFIRMED");
                    assertThat(editor.api()
                                    .get("/api/v1/upload/"
                                            + sent.path("assetId").asString())
                                    .json()
                                    .path("status")
                                    .asString())
                            .isEqualTo("REQUESTED");
                }
            }
            assertThat(trap.isSprung()).isFalse();
        }
        assertThat(editor.api().get("/api/v1/jobs").json().path("total").asInt())
                .isZero();
    }

    @Test
    @DisplayName(
            "MED-2 CLP-3: a playlist that takes a film's place in the storage is not followed: ffmpeg would have, into any file")
    void exchanged_for_a_playlist() throws Exception {
        ffmpegFollowsIt();
        var editor = BACKLOT.somebody();
        try (var trap = Trap.in(folder.resolve("exchanged.fifo"))) {
            for (var list : List.of(hls(trap), concat(trap))) {
                failsAtOnce(
                        editor,
                        exchanged(editor, list.getBytes(UTF_8)),
                        "PLAYLIST",
                        "The file is a playlist: it points to other files, which are not followed. Send the recording"
                                + " itself.");
            }
            failsAtOnce(editor, exchanged(editor, new byte[0]), "EMPTY_FILE", "There is nothing in the file.");
            assertThat(trap.isSprung()).isFalse();
        }
    }

    @Test
    @DisplayName(
            "MED-1: a name may hold quotes, dashes and any script; one of two lines is refused, and nothing was promised")
    void names() throws Exception {
        var editor = BACKLOT.somebody();
        var uploads = BACKLOT.uploadsOf(editor);
        for (var name : List.of("-i", "--help.mp4", "\"quoted\" 'twice' $(reboot);.mp4", "مشهد.mp4")) {
            var sent = uploads.confirmed(name, FILM, Bad.SOUND_ALONE.content());
            assertThat(editor.api()
                            .get("/api/v1/upload/" + sent.path("assetId").asString())
                            .json()
                            .path("fileName")
                            .asString())
                    .isEqualTo(name);
            failsAtOnce(editor, sent, "NO_PICTURE", Bad.SOUND_ALONE.message);
        }
        var refusal = uploads.ask("a\nb.mp4", FILM, 10).expectRefusal("FIELD_INVALID");
        assertThat(refusal.json().path("field").asString()).isEqualTo("fileName");
    }

    @Test
    @DisplayName(
            "CLP-1 CLP-3 CLP-7: without sound, and under a name that looks like commands, backlot clip makes clips; what was skipped, and why, is told")
    void silent_and_oddly_named() throws Exception {
        var film = TestFilms.silent(folder.resolve("silent.mp4"), 12);
        var odd = Files.move(film, folder.resolve("-i \"a\" 'b'\n\u001b[2J$(reboot).mp4"));
        var out = folder.resolve("clips of it");

        var told = clip(odd, "--clips", "1", "--min", "5", "--max", "6", "--aspect", "16:9", "--out", out.toString());

        assertThat(told.status()).as(told.toString()).isZero();
        assertThat(told.output().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "audio extract skipped: the material has no sound",
                        "transcribe skipped: the material has no sound",
                        "audio analyze skipped: the material has no sound",
                        "1 clip is there.");
        assertThat(told.output()).doesNotContain("\u001b");
        try (var files = Files.list(out)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> name.endsWith(".mp4"))
                    .singleElement()
                    .asString()
                    .startsWith("1-");
        }
    }

    @Test
    @DisplayName("CLP-3 CLP-7: backlot clip says in one line what is wrong with a file, and answers 1")
    void command() throws Exception {
        var cut = Files.write(folder.resolve("-i.mp4"), Bad.CUT_OFF.content());
        var told = clip(cut);
        assertThat(told.status()).isEqualTo(1);
        assertThat(told.errors())
                .contains("backlot: ingest failed: TRUNCATED " + Bad.CUT_OFF.message)
                .contains("The job has failed. TRUNCATED");

        try (var trap = Trap.in(folder.resolve("command.fifo"))) {
            for (var list : List.of(hls(trap), concat(trap), "Dear sir,")) {
                refusedBeforeAnything(list, "is no film");
            }
            assertThat(trap.isSprung()).isFalse();
        }
        refusedBeforeAnything("", "is empty");
    }

    private static void refusedBeforeAnything(String content, String why) throws IOException {
        var told = clip(Files.writeString(folder.resolve("two\nlines \u001b[2J.mp4"), content));
        assertThat(told.status()).isEqualTo(1);
        assertThat(told.errors().lines()).singleElement().asString().contains("two lines  [2J.mp4", why);
        assertThat(told.output()).isEmpty();
    }

    /** Its first attempt is its last one, nothing comes of it, and nothing is planned for later. */
    private static void failsAtOnce(Person editor, JsonNode upload, String code, String message) {
        var job = editor.api()
                .post("/api/v1/jobs", job(upload))
                .expectSuccess()
                .json()
                .path("jobId")
                .asString();
        var detail = Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> editor.api()
                                .get("/api/v1/jobs/" + job)
                                .expectSuccess()
                                .json(),
                        shown -> shown.path("job").path("status").asString().equals("failed"));
        assertThat(detail.path("job").path("errorCode").asString()).isEqualTo(code);
        assertThat(detail.path("job").path("error").asString()).isEqualTo("INGEST was given up: " + message);
        assertThat(detail.path("steps")).singleElement().satisfies(step -> {
            assertThat(step.path("kind").asString()).isEqualTo("INGEST");
            assertThat(step.path("status").asString()).isEqualTo("failed");
            assertThat(step.path("attempt").asInt()).isEqualTo(1);
            assertThat(step.path("reasonCode").asString()).isEqualTo(code);
            assertThat(step.path("reason").asString()).isEqualTo(message);
            assertThat(step.path("outputs")).isEmpty();
            assertThat(planned(step.path("stepId").asString())).isZero();
        });
        assertThat(editor.api()
                        .get("/api/v1/clips?jobId=" + job)
                        .expectSuccess()
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
        var asset = new StorageKey(upload.path("fileKey").asString());
        var objects = BACKLOT.data().resolve("storage").resolve("objects");
        try (var files = Files.walk(objects)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> objects.relativize(file).toString())
                            .filter(name -> name.contains(asset.workspace().toString())))
                    .as("only uploads")
                    .isNotEmpty()
                    .allMatch(name -> name.contains("/sources/"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long planned(String step) {
        return BACKLOT.running()
                .context()
                .getBean(JdbcClient.class)
                .sql(
                        "select count(*) from scheduled_tasks where task_name = 'clip-step-retry' and task_instance like ?")
                .param(step + "/%")
                .query(Long.class)
                .single();
    }

    private static JsonNode job(JsonNode upload) {
        return ApiClient.object()
                .put("mode", "vod")
                .put("sourceFileKey", upload.path("fileKey").asString());
    }

    private static void ffmpegFollowsIt() throws Exception {
        try (var trap = Trap.in(folder.resolve("control.fifo"))) {
            var list = Files.writeString(folder.resolve("list.mp4"), concat(trap));
            var run = new FfmpegRun().add("-f", "concat", "-safe", "0", "-i", list.toString(), "-f", "null", "-");
            assertThatThrownBy(() -> TestFilms.ffmpeg().run(run, Cancellation.none()))
                    .isInstanceOf(FfmpegFailed.class);
            assertThat(trap.sprung().await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** A film that was confirmed, and in whose place something else lies afterwards. */
    private static JsonNode exchanged(Person editor, byte[] content) throws Exception {
        var upload = BACKLOT.uploadsOf(editor).confirmed("talk.mp4", FILM, talk);
        var key = new StorageKey(upload.path("fileKey").asString());
        BACKLOT.running()
                .context()
                .getBean(ObjectStorage.class)
                .of(key.workspace())
                .put(key, FILM, Files.write(folder.resolve("exchanged"), content));
        return upload;
    }

    private static Path made(String name, FfmpegRun run) throws IOException {
        return TestFilms.made(folder.resolve(name), run);
    }

    /** The same film, whose header says that it is longer. */
    private static byte[] claiming(int seconds, byte[] film) {
        var longer = ByteBuffer.wrap(film.clone());
        int perSecond = longer.getInt(box("mvhd", film) + 16);
        longer.putInt(box("mvhd", film) + 20, seconds * perSecond);
        longer.putInt(box("tkhd", film) + 24, seconds * perSecond);
        longer.putInt(box("mdhd", film) + 20, seconds * longer.getInt(box("mdhd", film) + 16));
        return longer.array();
    }

    /** Where the kind of the first such box stands. */
    private static int box(String kind, byte[] film) {
        int at = new String(film, ISO_8859_1).indexOf(kind);
        assertThat(at).as(kind).isPositive();
        return at;
    }

    private static String hls(Trap trap) {
        return "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nfile://" + trap.file()
                + "\n#EXTINF:2,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n";
    }

    private static String concat(Trap trap) {
        return "ffconcat version 1.0\nfile '" + trap.file() + "'\nfile '/etc/passwd'\n";
    }

    /** A file that notices being read: a named pipe opens for who writes when somebody opens it to read. */
    private record Trap(Path file, CountDownLatch sprung) implements AutoCloseable {
        static Trap in(Path file) throws IOException, InterruptedException {
            int made = new ProcessBuilder("mkfifo", file.toString()).start().waitFor();
            assertThat(made).isZero();
            var sprung = new CountDownLatch(1);
            Thread.ofPlatform().daemon().start(() -> {
                try (var _ = Files.newOutputStream(file)) {
                    sprung.countDown();
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            });
            return new Trap(file.toAbsolutePath(), sprung);
        }

        boolean isSprung() {
            return sprung.getCount() == 0;
        }

        /** Reads it, so that nobody waits at it for ever; which shows that it works. */
        @Override
        public void close() throws IOException {
            if (isSprung()) {
                return;
            }
            try (var reader = Files.newInputStream(file)) {
                assertThat(reader.readAllBytes()).isEmpty();
                assertThat(sprung.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private record Told(int status, String output, String errors) {}

    /** The command, as it is typed, of the program that runs already. */
    private static Told clip(Path file, String... options) {
        var output = new StringWriter();
        var errors = new ByteArrayOutputStream();
        var before = System.err;
        System.setErr(new PrintStream(errors, true, UTF_8));
        try {
            int status = BacklotCommand.run(
                    new PrintWriter(output, true),
                    Stream.of(
                                    Stream.of("clip", "--data", BACKLOT.data().toString()),
                                    Stream.of(options),
                                    Stream.of("--", file.toString()))
                            .flatMap(words -> words)
                            .toArray(String[]::new));
            return new Told(status, output.toString(), errors.toString(UTF_8));
        } finally {
            System.setErr(before);
        }
    }
}
