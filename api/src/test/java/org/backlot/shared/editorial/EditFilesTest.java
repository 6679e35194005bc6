// Why this file exists: edit systems cannot run here, so what we promise them is looked at once and then held.
package org.backlot.shared.editorial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.FrameSpan;
import org.backlot.shared.timecode.Timecode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EditFilesTest {

    private static final Path APPROVED = Path.of("src/test/resources/editorial");

    private enum Form {
        EDL(timeline ->
                String.join("\r\n", CmxWriter.writeAll(EditDecisionLists.of(timeline.name(), List.of(timeline))))),
        FCPXML(FcpxmlWriter::write),
        XML(PremiereXmlWriter::write),
        OTIO(OtioWriter::write);

        private final Function<Timeline, String> writer;

        Form(Function<Timeline, String> writer) {
            this.writer = writer;
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Form.class)
    @DisplayName("WRP-2: an edit with everything in it is written as approved")
    void as_approved(Form form) throws IOException {
        Path file = APPROVED.resolve("everything." + form.name().toLowerCase(java.util.Locale.ROOT));
        String written = form.writer.apply(Timelines.everything());
        if (Boolean.getBoolean("approve")) {
            Files.createDirectories(APPROVED);
            Files.writeString(file, written);
        }

        assertThat(written)
                .as("%s; run the tests once with -Dapprove=true and look at the difference", file)
                .isEqualTo(Files.readString(file));
    }

    @Test
    @DisplayName("WRP-2: the approved files tell the edit that they were written from")
    void approved_files_tell_the_edit() {
        Timeline timeline = Timelines.everything();

        assertThat(FcpxmlReading.read(FcpxmlWriter.write(timeline))).isEqualTo(Told.of(timeline));
        assertThat(PremiereXmlReading.read(PremiereXmlWriter.write(timeline))).isEqualTo(Told.of(timeline));
        assertThat(OtioReading.read(OtioWriter.write(timeline))).isEqualTo(Told.of(timeline));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "23.976, 1001/24000s,  86486400/24000s,  NDF, 24, TRUE,  23.976023976023978",
        "24,     100/2400s,    3600s,            NDF, 24, FALSE, 24.0",
        "25,     100/2500s,    3600s,            NDF, 25, FALSE, 25.0",
        "29.97,  1001/30000s,  108108000/30000s, NDF, 30, TRUE,  29.97002997002997",
        "29.97DF,1001/30000s,  107999892/30000s, DF,  30, TRUE,  29.97002997002997",
        "30,     100/3000s,    3600s,            NDF, 30, FALSE, 30.0",
        "50,     100/5000s,    3600s,            NDF, 50, FALSE, 50.0",
        "59.94,  1001/60000s,  216216000/60000s, NDF, 60, TRUE,  59.94005994005994",
        "59.94DF,1001/60000s,  215999784/60000s, DF,  60, TRUE,  59.94005994005994",
        "60,     100/6000s,    3600s,            NDF, 60, FALSE, 60.0",
    })
    @DisplayName("WRP-2: label 01:00:00:00 is told in each format's own arithmetic, exactly")
    void one_o_clock(
            String label,
            String frameDuration,
            String tcStart,
            String displayFormat,
            int timebase,
            String ntsc,
            String framesPerSecond) {
        FrameRate rate = FrameRate.of(label);
        Timeline timeline = shortTimeline("one", rate);

        assertThat(FcpxmlWriter.write(timeline))
                .contains("frameDuration=\"" + frameDuration + "\"")
                .contains("tcStart=\"" + tcStart + "\" tcFormat=\"" + displayFormat + "\"");
        assertThat(PremiereXmlWriter.write(timeline))
                .contains("<timebase>" + timebase + "</timebase>")
                .contains("<ntsc>" + ntsc + "</ntsc>")
                .contains("<frame>" + timeline.start().frame() + "</frame>")
                .contains("<displayformat>" + displayFormat + "</displayformat>");
        assertThat(OtioWriter.write(timeline))
                .contains("\"rate\" : " + framesPerSecond + "\n")
                .contains("\"value\" : " + timeline.start().frame() + ".0,");
    }

    @Test
    @DisplayName("WRP-2: a recording that is used a hundred times is described once")
    void described_once() {
        Media media = shortMedia("often", FrameRate.FPS_25);
        List<TrackItem> clips = IntStream.range(0, 100)
                .<TrackItem>mapToObj(_ -> Clip.whole(media))
                .toList();
        Timeline timeline = new Timeline(
                "Often", new Timecode(0, FrameRate.FPS_25), Raster.HD, List.of(new PictureTrack(clips)), List.of());

        assertThat(FcpxmlWriter.write(timeline)).containsOnlyOnce("<asset ").contains("ref=\"r2\"");
        assertThat(PremiereXmlWriter.write(timeline))
                .containsOnlyOnce("<file id=\"file-1\">")
                .contains("<file id=\"file-1\"/>");
    }

    @Test
    @DisplayName("WRP-2: what XML cannot say becomes the replacement character, and the file stays well-formed")
    void noncharacters() {
        Timeline timeline = shortTimeline("a\uFFFEb\uFFFFc", FrameRate.FPS_24);

        assertThat(FcpxmlReading.read(FcpxmlWriter.write(timeline)).name()).isEqualTo("a\uFFFDb\uFFFDc");
        assertThat(PremiereXmlReading.read(PremiereXmlWriter.write(timeline)).name())
                .isEqualTo("a\uFFFDb\uFFFDc");
    }

    @Test
    @DisplayName("WRP-2: a timeline without anything is a file all the same")
    void nothing() {
        Timeline timeline = new Timeline(" ", new Timecode(0, FrameRate.FPS_30), Raster.HD, List.of(), List.of());

        assertThat(FcpxmlReading.read(FcpxmlWriter.write(timeline))).isEqualTo(Told.of(timeline));
        assertThat(PremiereXmlReading.read(PremiereXmlWriter.write(timeline))).isEqualTo(Told.of(timeline));
        assertThat(OtioReading.read(OtioWriter.write(timeline))).isEqualTo(Told.of(timeline));
        assertThat(EditDecisionLists.of("x", List.of(timeline)))
                .containsExactly(new EditDecisionList("x", FrameRate.FPS_30, List.of()));
        assertThat(timeline.name()).isEqualTo("UNTITLED");
    }

    private static Timeline shortTimeline(String name, FrameRate rate) {
        Timecode oneOClock = new Timecode(rate.framesPerDay() / 24, rate);
        return new Timeline(
                name,
                oneOClock,
                Raster.HD,
                List.of(new PictureTrack(List.of(Clip.whole(shortMedia(name, rate))))),
                List.of());
    }

    private static Media shortMedia(String name, FrameRate rate) {
        return new Media(
                name,
                "A001",
                Optional.empty(),
                new FrameSpan(new Timecode(7, rate), 10),
                Optional.of(Raster.HD),
                Optional.empty());
    }
}
