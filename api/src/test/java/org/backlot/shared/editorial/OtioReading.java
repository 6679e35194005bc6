// Why this file exists: the tests need a reader that shares nothing with the writer but the format.
package org.backlot.shared.editorial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.backlot.shared.timecode.FrameRate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads back the OpenTimelineIO that we write. */
final class OtioReading {

    private static final JsonMapper JSON = new JsonMapper();

    private OtioReading() {}

    static Told read(String text) {
        JsonNode root = JSON.readTree(text);
        schema(root, "Timeline.1");
        FrameRate rate = FrameRate.of(root.at("/metadata/backlot/timecode").asString());
        JsonNode stack = root.path("tracks");
        schema(stack, "Stack.1");
        List<List<Told.Cut>> pictures = new ArrayList<>();
        List<List<Told.Cut>> sounds = new ArrayList<>();
        long longest = 0;
        for (JsonNode track : stack.path("children")) {
            schema(track, "Track.1");
            boolean sound = track.path("kind").asString().equals("Audio");
            int channel = sound ? track.at("/metadata/backlot/channel").intValue() : 0;
            List<Told.Cut> cuts = new ArrayList<>();
            long begin = 0;
            for (JsonNode item : track.path("children")) {
                long frames;
                if (item.path("OTIO_SCHEMA").asString().equals("Gap.1")) {
                    frames = frames(item.at("/source_range/duration"), rate);
                } else {
                    Told.Cut cut = cut(item, begin, channel);
                    cuts.add(cut);
                    frames = cut.frames();
                }
                begin += frames;
            }
            longest = Math.max(longest, begin);
            (sound ? sounds : pictures).add(cuts);
        }
        return new Told(
                root.path("name").asString(),
                rate,
                frames(root.path("global_start_time"), rate),
                longest,
                pictures,
                sounds);
    }

    private static Told.Cut cut(JsonNode clip, long begin, int channel) {
        schema(clip, "Clip.2");
        JsonNode media = clip.path("media_references")
                .path(clip.path("active_media_reference_key").asString());
        FrameRate rate = FrameRate.of(media.at("/metadata/backlot/timecode").asString());
        Optional<String> location =
                Optional.of(media.path("target_url")).filter(JsonNode::isString).map(JsonNode::asString);
        schema(media, location.isPresent() ? "ExternalReference.1" : "MissingReference.1");
        assertThat(clip.at("/metadata/cmx_3600/reel").asString(""))
                .isEqualTo(media.at("/metadata/backlot/reel").asString());
        return new Told.Cut(
                clip.path("name").asString(),
                begin,
                frames(clip.at("/source_range/duration"), rate),
                channel,
                frames(clip.at("/source_range/start_time"), rate),
                new Told.Recording(
                        media.path("name").asString(),
                        media.at("/metadata/backlot/reel").asString(),
                        rate,
                        frames(media.at("/available_range/start_time"), rate),
                        frames(media.at("/available_range/duration"), rate),
                        location));
    }

    private static void schema(JsonNode object, String schema) {
        assertThat(object.path("OTIO_SCHEMA").asString()).isEqualTo(schema);
    }

    /** The frames of a time whose rate, taken as the nearest one of the field, must have this speed. */
    private static long frames(JsonNode time, FrameRate rate) {
        schema(time, "RationalTime.1");
        double written = time.path("rate").doubleValue();
        FrameRate nearest = Arrays.stream(FrameRate.values())
                .min((one, other) -> Double.compare(distance(one, written), distance(other, written)))
                .orElseThrow();
        assertThat(nearest.hasSameSpeedAs(rate)).isTrue();
        assertThat(distance(nearest, written)).isLessThan(1e-9);
        return time.path("value").decimalValue().longValueExact();
    }

    private static double distance(FrameRate rate, double framesPerSecond) {
        return Math.abs((double) rate.numerator() / rate.denominator() - framesPerSecond);
    }
}
