// Why this file exists: the tests need a reader that shares nothing with the writer but the format.
package org.backlot.shared.editorial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.Timecode;

/** Reads back the Final Cut Pro 7 XML that we write. */
final class PremiereXmlReading {

    private final Map<String, XmlTree> files = new HashMap<>();
    private final Map<String, Told.Cut> items = new HashMap<>();
    private final Map<String, List<String>> links = new HashMap<>();

    static Told read(String text) {
        return new PremiereXmlReading().tell(XmlTree.parse(text));
    }

    private Told tell(XmlTree root) {
        assertThat(root.required("version")).isEqualTo("4");
        XmlTree sequence = root.at("sequence");
        FrameRate rate = rateOf(sequence.at("timecode"));
        assertThat(speedOf(sequence.at("rate"))).isEqualTo(speedOf(sequence.at("timecode", "rate")));
        List<List<Told.Cut>> pictures = tracks(sequence.at("media", "video"), false);
        List<List<Told.Cut>> sounds = tracks(sequence.at("media", "audio"), true);
        links.forEach((id, linked) -> linked.forEach(other -> {
            Told.Cut one = Objects.requireNonNull(items.get(id), id);
            Told.Cut with = Objects.requireNonNull(items.get(other), other);
            assertThat(with.begin()).isEqualTo(one.begin());
            assertThat(with.frames()).isEqualTo(one.frames());
            assertThat(with.sourceFrame()).isEqualTo(one.sourceFrame());
        }));
        return new Told(
                sequence.at("name").text(),
                rate,
                frameOf(sequence.at("timecode"), rate),
                sequence.at("duration").number(),
                pictures,
                sounds);
    }

    private List<List<Told.Cut>> tracks(XmlTree media, boolean sound) {
        List<List<Told.Cut>> tracks = new ArrayList<>();
        for (XmlTree track : media.children("track")) {
            List<Told.Cut> cuts = new ArrayList<>();
            long end = 0;
            for (XmlTree item : track.children("clipitem")) {
                Told.Cut cut = cut(item, sound);
                assertThat(cut.begin()).isGreaterThanOrEqualTo(end);
                end = cut.begin() + cut.frames();
                cuts.add(cut);
                assertThat(items.put(item.required("id"), cut)).isNull();
                links.put(
                        item.required("id"),
                        item.children("link").stream()
                                .map(link -> link.at("linkclipref").text())
                                .toList());
            }
            tracks.add(cuts);
        }
        return tracks;
    }

    private Told.Cut cut(XmlTree item, boolean sound) {
        XmlTree file = item.at("file");
        String id = file.required("id");
        if (files.containsKey(id)) {
            assertThat(file.children()).as("a file is described once").isEmpty();
        } else {
            files.put(id, file);
        }
        XmlTree described = files.get(id);
        XmlTree timecode = described.at("timecode");
        FrameRate rate = rateOf(timecode);
        assertThat(speedOf(item.at("rate"))).isEqualTo(speedOf(described.at("rate")));
        assertThat(described.at("media").maybe(sound ? "audio" : "video")).isPresent();
        long firstFrame = frameOf(timecode, rate);
        long begin = item.at("start").number();
        long frames = item.at("end").number() - begin;
        assertThat(item.at("out").number() - item.at("in").number()).isEqualTo(frames);
        assertThat(item.at("duration").number())
                .isEqualTo(described.at("duration").number());
        return new Told.Cut(
                item.at("name").text(),
                begin,
                frames,
                sound ? Math.toIntExact(item.at("sourcetrack", "trackindex").number()) : 0,
                firstFrame + item.at("in").number(),
                new Told.Recording(
                        described.at("name").text(),
                        timecode.maybe("reel")
                                .map(reel -> reel.at("name").text())
                                .orElse(""),
                        rate,
                        firstFrame,
                        described.at("duration").number(),
                        described.maybe("pathurl").map(XmlTree::text)));
    }

    /** The frame of a timecode, which both its label and its number must tell. */
    private static long frameOf(XmlTree timecode, FrameRate rate) {
        long frame = timecode.at("frame").number();
        assertThat(Timecode.parse(timecode.at("string").text(), rate).frame()).isEqualTo(frame);
        return frame;
    }

    private static FrameRate rateOf(XmlTree timecode) {
        long[] speed = speedOf(timecode.at("rate"));
        return Told.rate(speed[0], speed[1], timecode.at("displayformat").text().equals("DF"));
    }

    private static long[] speedOf(XmlTree rate) {
        long timebase = rate.at("timebase").number();
        return switch (rate.at("ntsc").text()) {
            case "TRUE" -> new long[] {timebase * 1_000, 1_001};
            case "FALSE" -> new long[] {timebase, 1};
            default -> throw new AssertionError(rate.at("ntsc").text());
        };
    }
}
