// Why this file exists: an edit that cannot exist must be refused where it is made, not found out by an edit system.
package org.backlot.shared.editorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.FrameSpan;
import org.backlot.shared.timecode.Timecode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final FrameRate RATE = FrameRate.FPS_25;
    private static final Media TAKE = media("take", Optional.of(Raster.HD), Optional.of(new Sound(1, 48_000)));

    @Test
    @DisplayName("WRP-2: a clip lies behind what lies before it")
    void places() {
        Clip clip = new Clip("", TAKE, 10, 40);
        PictureTrack track = new PictureTrack(List.of(new Gap(5), clip, clip));
        Timeline timeline = timeline(List.of(track), List.of());

        assertThat(track.clips()).containsExactly(new PlacedClip(clip, 5), new PlacedClip(clip, 45));
        assertThat(timeline.frames()).isEqualTo(85);
        assertThat(clip.name()).isEqualTo("take");
        assertThat(clip.source().in().label()).isEqualTo("10:00:00:10");
        assertThat(timeline.record(track.clips().getLast()).in().label()).isEqualTo("01:00:01:20");
    }

    @Test
    @DisplayName("WRP-2: a clip takes frames that its recording has, of a kind that it has")
    void refused() {
        Media silent = media("silent", Optional.of(Raster.HD), Optional.empty());
        Media dark = media("dark", Optional.empty(), Optional.of(new Sound(1, 48_000)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Clip("long", TAKE, 60, 41))
                .withMessage("\"long\" cannot take 41 frames from frame 60 of a recording of 100");
        assertThatIllegalArgumentException().isThrownBy(() -> new Clip("early", TAKE, -1, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new Clip("far", TAKE, Long.MAX_VALUE, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Clip("endless", TAKE, 1, Long.MAX_VALUE));
        assertThatIllegalArgumentException().isThrownBy(() -> new Gap(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PictureTrack(List.of(Clip.whole(dark))))
                .withMessage("\"dark\" has no picture");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SoundTrack(2, List.of(Clip.whole(TAKE))))
                .withMessage("\"take\" has no channel 2");
        assertThatIllegalArgumentException().isThrownBy(() -> new SoundTrack(1, List.of(Clip.whole(silent))));
        assertThatIllegalArgumentException().isThrownBy(() -> new SoundTrack(0, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> media("none", Optional.empty(), Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> media("\r\n", Optional.of(Raster.HD), Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Raster(0, 1_080));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sound(0, 48_000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Media(
                        "relative",
                        "",
                        Optional.of(URI.create("../x.mov")),
                        TAKE.available(),
                        Optional.of(Raster.HD),
                        Optional.empty()));
    }

    @Test
    @DisplayName("WRP-2: a timeline runs at the speed of its recordings and lasts less than a day")
    void speed_and_length() {
        PictureTrack track = new PictureTrack(List.of(Clip.whole(TAKE)));

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Timeline("x", new Timecode(0, FrameRate.FPS_24), Raster.HD, List.of(track), List.of()))
                .withMessage("\"take\" was recorded at 25 frames per second, the timeline runs at 24");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        timeline(List.of(new PictureTrack(List.of(new Gap(RATE.framesPerDay())))), List.of()));
    }

    @Test
    @DisplayName("WRP-2: CMX 3600 tells sound in the event of its picture where it can, else in one of its own")
    void sound_in_lists() {
        Clip clip = Clip.whole(TAKE);
        Timeline timeline = timeline(
                List.of(new PictureTrack(List.of(clip, new Gap(10), clip))),
                List.of(
                        new SoundTrack(1, List.of(clip, new Gap(5), clip)),
                        new SoundTrack(1, List.of()),
                        new SoundTrack(1, List.of(clip))));

        assertThat(EditDecisionLists.of("x", List.of(timeline)).getFirst().events())
                .extracting(event -> event.channels())
                .containsExactly(
                        new EditChannels(true, Set.of(1, 3)), new EditChannels(false, Set.of(1)), EditChannels.VIDEO);
    }

    @Test
    @DisplayName("WRP-2: CMX 3600 has a list for each picture track and 999 events, and no fifth sound track")
    void limits_of_lists() {
        Clip clip = new Clip("", TAKE, 0, 1);
        PictureTrack many = new PictureTrack(
                IntStream.range(0, 1_000).<TrackItem>mapToObj(_ -> clip).toList());
        Timeline two = timeline(List.of(many, new PictureTrack(List.of(clip))), List.of());
        List<SoundTrack> five = IntStream.range(0, 5)
                .mapToObj(_ -> new SoundTrack(1, List.of(clip)))
                .toList();

        assertThat(EditDecisionLists.of("x", List.of(two)))
                .extracting(list -> list.title() + ": " + list.events().size())
                .containsExactly("x 1 of 3: 999", "x 2 of 3: 1", "x 3 of 3: 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EditDecisionLists.of("x", List.of(timeline(List.of(), five))))
                .withMessage("An edit list has at most 4 sound tracks, not 5");
    }

    private static Timeline timeline(List<PictureTrack> pictures, List<SoundTrack> sounds) {
        return new Timeline("Cut", Timecode.parse("01:00:00:00", RATE), Raster.HD, pictures, sounds);
    }

    private static Media media(String name, Optional<Raster> picture, Optional<Sound> sound) {
        return new Media(
                name,
                "A001",
                Optional.empty(),
                new FrameSpan(Timecode.parse("10:00:00:00", RATE), 100),
                picture,
                sound);
    }
}
