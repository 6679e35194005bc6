// Why this file exists: the same edits, made up and told by hand, are written in every format.
package org.backlot.shared.editorial;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.FrameSpan;
import org.backlot.shared.timecode.Timecode;

/** Timelines for tests. */
final class Timelines {

    private static final Sound STEREO = new Sound(2, 48_000);
    private static final Raster TALL = new Raster(1_080, 1_920);

    private Timelines() {}

    /**
     * An edit that needs everything a format has: drop frame over a recording that is not, a recording past midnight, one
     * that is used twice, a gap, a second picture track, sound with the picture and sound that runs over a cut, names
     * with every character that has a meaning somewhere.
     */
    static Timeline everything() {
        FrameRate drop = FrameRate.FPS_29_97_DROP;
        Media interview = new Media(
                "الممثلة & \"Nour\" <take 2> ]]> it's",
                "A001_C003_0412AB",
                Optional.of(URI.create("file:///rushes/day%203/A001_C003.mov?a=1&b=2")),
                FrameSpan.between(
                        Timecode.parse("10:00:00:00", FrameRate.FPS_29_97),
                        Timecode.parse("10:02:00:00", FrameRate.FPS_29_97)),
                Optional.of(Raster.HD),
                Optional.of(STEREO));
        Media night = new Media(
                "night \u0000\u001b[2K🎬",
                "B002",
                Optional.empty(),
                new FrameSpan(Timecode.parse("23:59:59;00", drop), 300),
                Optional.of(TALL),
                Optional.empty());
        Media music = new Media(
                "theme.wav",
                "",
                Optional.of(URI.create("https://media.example/theme.wav")),
                new FrameSpan(new Timecode(0, drop), 5_000),
                Optional.empty(),
                Optional.of(STEREO));
        Clip answer = new Clip("12B-04", interview, 90, 1_800);
        Clip dusk = new Clip("dusk", night, 20, 100);
        return new Timeline(
                "The Last Reel -->\r\n<script>",
                Timecode.parse("00:59:58;00", drop),
                TALL,
                List.of(
                        new PictureTrack(List.of(answer, new Gap(15), new Clip("", interview, 0, 30))),
                        new PictureTrack(List.of(new Gap(1_805), dusk, new Clip("dusk again", night, 200, 100)))),
                List.of(
                        new SoundTrack(1, List.of(answer)),
                        new SoundTrack(2, List.of(answer)),
                        new SoundTrack(2, List.of(new Gap(1_500), new Clip("theme", music, 100, 400)))));
    }

    /** Any edit at any rate. */
    static Arbitrary<Timeline> any() {
        return Arbitraries.of(FrameRate.class)
                .flatMap(rate -> Combinators.combine(
                                media(rate, true).list().ofMinSize(1).ofMaxSize(3),
                                media(rate, false).list().ofMaxSize(2))
                        .flatAs((filmed, recorded) -> timelines(rate, filmed, recorded)));
    }

    private static Arbitrary<Timeline> timelines(FrameRate rate, List<Media> filmed, List<Media> recorded) {
        List<Media> audible = new ArrayList<>(filmed);
        audible.addAll(recorded);
        return Combinators.combine(
                        names(),
                        Arbitraries.longs().between(0, rate.framesPerDay() - 1),
                        Arbitraries.of(Raster.HD, TALL, new Raster(720, 576)),
                        items(filmed).map(PictureTrack::new).list().ofMaxSize(3),
                        Combinators.combine(Arbitraries.integers().between(1, 2), items(audible))
                                .as(SoundTrack::new)
                                .list()
                                .ofMaxSize(4))
                .as((name, start, raster, pictures, sounds) ->
                        new Timeline(name, new Timecode(start, rate), raster, pictures, sounds));
    }

    private static Arbitrary<List<TrackItem>> items(List<Media> media) {
        Arbitrary<TrackItem> gaps = Arbitraries.longs().between(1, 20_000).map(Gap::new);
        Arbitrary<TrackItem> clips = Arbitraries.of(media)
                .flatMap(recording -> Combinators.combine(
                                names(),
                                Arbitraries.longs()
                                        .between(0, recording.available().frames() - 1),
                                Arbitraries.longs()
                                        .between(1, recording.available().frames()))
                        .as((name, from, frames) -> new Clip(
                                name,
                                recording,
                                from,
                                Math.min(frames, recording.available().frames() - from))));
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(1, gaps), net.jqwik.api.Tuple.of(3, clips))
                .list()
                .ofMaxSize(5);
    }

    private static Arbitrary<Media> media(FrameRate rate, boolean picture) {
        Arbitrary<FrameSpan> spans = Arbitraries.of(FrameRate.values())
                .filter(rate::hasSameSpeedAs)
                .flatMap(labelled -> Combinators.combine(
                                Arbitraries.longs().between(0, labelled.framesPerDay() - 1),
                                Arbitraries.longs().between(1, 200_000))
                        .as((start, frames) -> new FrameSpan(new Timecode(start, labelled), frames)));
        return Combinators.combine(
                        names().map(name -> "m" + name),
                        names(),
                        Arbitraries.of("file:///a%20b/%D9%84.mov", "https://media.example/a?x=%22&y=%5D%5D%3E")
                                .map(URI::create)
                                .optional(),
                        spans)
                .as((name, reel, location, span) -> new Media(
                        name,
                        reel,
                        location,
                        span,
                        picture ? Optional.of(Raster.HD) : Optional.empty(),
                        Optional.of(STEREO)));
    }

    /** Anything that can be typed, and what somebody would type who wants to break the file. */
    static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().all().ofMaxLength(20),
                        Arbitraries.of(
                                "12B-04",
                                "لقطة ٣",
                                "می\u200cخواهم",
                                "\"'<&>]]>",
                                "&amp;&#0;&#x1F3AC;",
                                "<![CDATA[x]]><!--",
                                "{\"OTIO_SCHEMA\":\"Gap.1\"}\\",
                                "\u0000\u0007\u001b[2K\r\n\t",
                                "\uD83C\u200E\uDFAC",
                                "🎬"))
                // XML cannot say these two; what becomes of them has a test of its own.
                .map(name -> name.replaceAll("[\uFFFE\uFFFF]", ""));
    }
}
