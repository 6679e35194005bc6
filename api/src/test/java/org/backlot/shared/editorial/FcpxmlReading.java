// Why this file exists: the tests need a reader that shares nothing with the writer but the format.
package org.backlot.shared.editorial;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.backlot.shared.timecode.FrameRate;

/** Reads back the FCPXML that we write, by exact fractions; a time that is off its frame fails. */
final class FcpxmlReading {

    private final Map<String, XmlTree> resources = new HashMap<>();
    private final TreeMap<Integer, List<Told.Cut>> lanes = new TreeMap<>();
    private BigInteger[] frameDuration = new BigInteger[0];
    private long tcStart;

    static Told read(String text) {
        return new FcpxmlReading().tell(XmlTree.parse(text));
    }

    private Told tell(XmlTree root) {
        assertThat(root.required("version")).isEqualTo("1.10");
        root.at("resources")
                .children()
                .forEach(resource -> assertThat(resources.put(resource.required("id"), resource))
                        .isNull());
        XmlTree project = root.at("library", "event", "project");
        XmlTree sequence = project.at("sequence");
        frameDuration = fraction(resource(sequence, "format", "format").required("frameDuration"));
        resources.values().stream()
                .filter(resource -> resource.tag().equals("format"))
                .forEach(format ->
                        assertThat(frames(format.required("frameDuration"))).isEqualTo(1));
        FrameRate rate = rateOf(sequence.required("tcFormat"));
        tcStart = frames(sequence.required("tcStart"));
        long end = tcStart;
        for (XmlTree item : sequence.at("spine").children()) {
            assertThat(frames(item.required("offset")))
                    .as("the storyline has no hole and no overlap")
                    .isEqualTo(end);
            if (item.tag().equals("gap")) {
                hangOn(item, end);
            } else {
                take(item, 0, end);
            }
            end += frames(item.required("duration"));
        }
        long duration = frames(sequence.required("duration"));
        assertThat(end - tcStart).isEqualTo(duration);
        List<List<Told.Cut>> pictures = new ArrayList<>();
        lanes.tailMap(0, true).values().forEach(pictures::add);
        List<List<Told.Cut>> sounds = new ArrayList<>();
        lanes.headMap(0, false).descendingMap().values().forEach(sounds::add);
        return new Told(project.required("name"), rate, tcStart, duration, pictures, sounds);
    }

    private void take(XmlTree item, int lane, long absoluteBegin) {
        assertThat(item.tag()).isEqualTo("asset-clip");
        XmlTree asset = resource(item, "ref", "asset");
        String part = item.required("srcEnable");
        assertThat(part).isEqualTo(lane < 0 ? "audio" : "video");
        assertThat(asset.required(lane < 0 ? "hasAudio" : "hasVideo")).isEqualTo("1");
        int channel =
                lane < 0 ? Integer.parseInt(item.at("audio-channel-source").required("srcCh")) : 0;
        lanes.computeIfAbsent(lane, _ -> new ArrayList<>())
                .add(new Told.Cut(
                        item.required("name"),
                        absoluteBegin - tcStart,
                        frames(item.required("duration")),
                        channel,
                        frames(item.required("start")),
                        new Told.Recording(
                                asset.required("name"),
                                asset.maybe("metadata")
                                        .map(metadata -> metadata.at("md").required("value"))
                                        .orElse(""),
                                rateOf(item.required("tcFormat")),
                                frames(asset.required("start")),
                                frames(asset.required("duration")),
                                Optional.of(asset.at("media-rep").required("src"))
                                        .filter(src -> !src.startsWith("./")))));
        hangOn(item, absoluteBegin);
    }

    private void hangOn(XmlTree parent, long absoluteBegin) {
        long parentStart = frames(parent.required("start"));
        for (XmlTree child : parent.children("asset-clip")) {
            long after = frames(child.required("offset")) - parentStart;
            assertThat(after).isBetween(0L, frames(parent.required("duration")) - 1);
            take(child, Integer.parseInt(child.required("lane")), absoluteBegin + after);
        }
    }

    private XmlTree resource(XmlTree from, String attribute, String tag) {
        XmlTree found = Objects.requireNonNull(resources.get(from.required(attribute)), attribute);
        assertThat(found.tag()).isEqualTo(tag);
        return found;
    }

    private FrameRate rateOf(String tcFormat) {
        return Told.rate(frameDuration[1].longValueExact(), frameDuration[0].longValueExact(), tcFormat.equals("DF"));
    }

    /** A time in frames; exact, or it fails. */
    private long frames(String time) {
        BigInteger[] seconds = fraction(time);
        BigInteger[] quotient =
                seconds[0].multiply(frameDuration[1]).divideAndRemainder(seconds[1].multiply(frameDuration[0]));
        assertThat(quotient[1]).as("%s is a whole number of frames", time).isZero();
        return quotient[0].longValueExact();
    }

    private static BigInteger[] fraction(String time) {
        assertThat(time).matches("\\d+(/[1-9]\\d*)?s");
        String[] parts = time.substring(0, time.length() - 1).split("/", -1);
        BigInteger denominator = parts.length == 1 ? BigInteger.ONE : new BigInteger(parts[1]);
        assertThat(denominator.bitLength()).isLessThan(32);
        return new BigInteger[] {new BigInteger(parts[0]), denominator};
    }
}
