// Why this file exists: a frame lost between two formats is a frame of the wrong face, whatever the edit and the rate.
package org.backlot.shared.editorial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

class EditFilesProperties {

    @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
    @Label("WRP-2: FCPXML, Premiere XML and OTIO read back to the same frames of the same recordings, at every rate")
    void read_back(@ForAll("timelines") Timeline timeline) {
        Told told = Told.of(timeline);

        assertThat(OtioReading.read(OtioWriter.write(timeline))).isEqualTo(told);
        assertThat(PremiereXmlReading.read(PremiereXmlWriter.write(timeline))).isEqualTo(told);
        assertThat(FcpxmlReading.read(FcpxmlWriter.write(timeline)).withoutEmptyTracks())
                .isEqualTo(told.withoutEmptyTracks());
    }

    @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
    @Label("WRP-2: the CMX 3600 lists of an edit record the same frames at the same places")
    void lists_agree(@ForAll("timelines") Timeline timeline) {
        List<EditDecisionList> lists = EditDecisionLists.of(timeline.name(), List.of(timeline));
        List<EditDecisionList> read = CmxWriter.writeAll(lists).stream()
                .map(text -> CmxReader.read(text, timeline.rate()))
                .toList();

        assertThat(read).hasSize(Math.max(1, timeline.pictures().size()));
        for (int track = 0; track < timeline.pictures().size(); track++) {
            assertThat(read.get(track).events().stream()
                            .filter(event -> event.channels().video())
                            .map(event -> Tuple.of(event.reel(), event.source(), event.record())))
                    .isEqualTo(placesOf(timeline, timeline.pictures().get(track)));
        }
        for (int track = 0; track < timeline.sounds().size(); track++) {
            int number = track + 1;
            assertThat(read.getFirst().events().stream()
                            .filter(event -> event.channels().audioTracks().contains(number))
                            .map(event -> Tuple.of(event.reel(), event.source(), event.record())))
                    .isEqualTo(placesOf(timeline, timeline.sounds().get(track)));
        }
    }

    private static List<Tuple.Tuple3<String, ?, ?>> placesOf(Timeline timeline, Track track) {
        return track.clips().stream()
                .<Tuple.Tuple3<String, ?, ?>>map(
                        placed -> Tuple.of(reelOf(placed), placed.clip().source(), timeline.record(placed)))
                .toList();
    }

    private static String reelOf(PlacedClip placed) {
        String reel = placed.clip().media().reel();
        return reel.isEmpty() ? "AX" : reel;
    }

    @Provide
    Arbitrary<Timeline> timelines() {
        return Timelines.any();
    }
}
