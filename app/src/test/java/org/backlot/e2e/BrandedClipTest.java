package org.backlot.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.backlot.clips.worker.ffmpeg.Cancellation;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.Person;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A brand that uploads its logo, its font and what it plays at the end, and looks for them in the finished clip. */
@DisplayName("A clip of a brand")
class BrandedClipTest {
    private static final WorkingBacklot BACKLOT = WorkingBacklot.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String FONT = "/net/sf/jasperreports/fonts/dejavu/DejaVuSerif-Bold.ttf";
    private static final String FILM = "video/mp4";

    @TempDir
    private static Path folder;

    @Test
    @DisplayName("CLP-6: bears the logo on its pictures and ends with the outro, as the kit says that was made by REST")
    void branded() throws Exception {
        var editor = BACKLOT.somebody();
        var kit = editor.api()
                .post(
                        "/api/v1/brand",
                        ApiClient.object()
                                .put("name", "Last Reel")
                                .put("logoKey", uploaded(editor, "logo.png", "image/png", redSquare()))
                                .put("fontKey", uploaded(editor, "letters.ttf", "font/ttf", font()))
                                .put("outroKey", uploaded(editor, "outro.mp4", FILM, film("blue", 2)))
                                .put("watermark", "Last Reel")
                                .set(
                                        "colors",
                                        JsonMapper.shared().createArrayNode().add("#FFE500")))
                .expectSuccess()
                .json()
                .path("brandKitId")
                .asString();

        var plain = clipOf(editor, null);
        var branded = clipOf(editor, kit);

        assertThat(share(plain, "1", BrandedClipTest::isRed)).isZero();
        assertThat(share(branded, "1", BrandedClipTest::isRed))
                .as("the logo on a dark picture")
                .isBetween(0.001, 0.2);
        assertThat(share(plain, "1", BrandedClipTest::isLight))
                .as("without a watermark")
                .isZero();
        assertThat(share(branded, "1", BrandedClipTest::isLight))
                .as("the watermark")
                .isPositive();
        assertThat(share(branded, "-0.5", BrandedClipTest::isBlue))
                .as("the outro is the last to be seen")
                .isGreaterThan(0.9);
        assertThat(share(plain, "-0.5", BrandedClipTest::isBlue)).isZero();
    }

    private static Path clipOf(Person editor, @Nullable String kit) throws Exception {
        var settings = ApiClient.object()
                .put("maxClips", 1)
                .put("aspectRatio", "16:9")
                .put("captionStyle", "none")
                .put("brandKitId", kit);
        settings.set("clipDuration", ApiClient.object().put("min", 5).put("max", 6));
        var wanted = ApiClient.object()
                .put("mode", "vod")
                .put("sourceFileKey", uploaded(editor, "talk.mp4", FILM, film("black", 12)));
        var job = editor.api()
                .post("/api/v1/jobs", wanted.set("settings", settings))
                .expectSuccess()
                .json()
                .path("jobId")
                .asString();
        var ended = Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> editor.api()
                                .get("/api/v1/jobs/" + job)
                                .expectSuccess()
                                .json()
                                .path("job"),
                        shown -> List.of("review", "failed")
                                .contains(shown.path("status").asString()));
        assertThat(ended.path("status").asString()).as(ended.toString()).isEqualTo("review");
        var clip = editor.api()
                .get("/api/v1/clips?jobId=" + job)
                .expectSuccess()
                .json()
                .path("data")
                .get(0)
                .path("clipId")
                .asString();
        return fetched(
                editor.api()
                        .get("/api/v1/clips/" + clip + "/download")
                        .expectSuccess()
                        .json(),
                job);
    }

    private static Path fetched(JsonNode link, String name) throws Exception {
        var file = folder.resolve(name + ".mp4");
        var answer = BACKLOT.http()
                .send(
                        HttpRequest.newBuilder(URI.create(link.path("url").asString()))
                                .build(),
                        HttpResponse.BodyHandlers.ofFile(file));
        assertThat(answer.statusCode()).isEqualTo(200);
        return file;
    }

    private static String uploaded(Person editor, String name, String type, byte[] content) throws Exception {
        return BACKLOT.uploadsOf(editor)
                .confirmed(name, type, content)
                .path("fileKey")
                .asString();
    }

    /** The share of the pixels of one picture; a negative time counts from the end. */
    private static double share(Path film, String at, Predicate<Color> wanted) throws IOException {
        var picture = folder.resolve("picture.png");
        Files.deleteIfExists(picture);
        TestFilms.ffmpeg()
                .run(
                        new FfmpegRun()
                                .add(at.startsWith("-") ? "-sseof" : "-ss", at)
                                .file(film, "mov")
                                .add("-frames:v", "1")
                                .to(picture),
                        Cancellation.none());
        var read = ImageIO.read(picture.toFile());
        long found = IntStream.range(0, read.getWidth() * read.getHeight())
                .mapToObj(pixel -> new Color(read.getRGB(pixel % read.getWidth(), pixel / read.getWidth())))
                .filter(wanted)
                .count();
        return (double) found / (read.getWidth() * read.getHeight());
    }

    private static boolean isRed(Color color) {
        return color.getRed() > 150 && color.getGreen() < 90 && color.getBlue() < 90;
    }

    private static boolean isBlue(Color color) {
        return color.getBlue() > 150 && color.getRed() < 90 && color.getGreen() < 90;
    }

    private static boolean isLight(Color color) {
        return color.getRed() > 60 && color.getGreen() > 60 && color.getBlue() > 60;
    }

    /** Green from the sixth second on: without sound, that is where clips begin and end. */
    private static byte[] film(String color, int seconds) throws IOException {
        var source =
                "color=c=%s:size=320x180:rate=25:duration=%d,drawbox=color=0x007800:t=fill:enable='gte(t,6)',format=yuv420p"
                        .formatted(color, seconds);
        return Files.readAllBytes(TestFilms.made(folder.resolve(color + ".mp4"), new FfmpegRun().generated(source)));
    }

    private static byte[] redSquare() throws IOException {
        var square = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        IntStream.range(0, 64 * 64).forEach(pixel -> square.setRGB(pixel % 64, pixel / 64, Color.RED.getRGB()));
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(square, "png", bytes);
        return bytes.toByteArray();
    }

    private static byte[] font() throws IOException {
        try (var font = Objects.requireNonNull(BrandedClipTest.class.getResourceAsStream(FONT))) {
            return font.readAllBytes();
        }
    }
}
