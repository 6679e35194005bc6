package org.backlot.clips.worker.probe;

import java.time.Duration;
import java.util.Optional;
import org.backlot.clips.worker.probe.MediaFacts.Sound;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code ffprobe -of json -show_format -show_streams}. */
final class FfprobeJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private FfprobeJson() {}

    static Described read(String json) {
        var root = JSON.readTree(json);
        var format = root.path("format");
        Optional<Described.Stream> picture = Optional.empty();
        Optional<Sound> sound = Optional.empty();
        var timecode = text(format.path("tags"), "timecode");
        for (var stream : root.path("streams")) {
            var kind = stream.path("codec_type").asString("");
            if (kind.equals("video")
                    && picture.isEmpty()
                    && stream.path("disposition").path("attached_pic").asInt(0) == 0) {
                picture = Optional.of(picture(stream));
            } else if (kind.equals("audio") && sound.isEmpty()) {
                sound = Optional.of(new Sound(
                        stream.path("codec_name").asString("unknown"),
                        stream.path("channels").asInt(0),
                        (int) decimal(stream.path("sample_rate"))));
            }
            timecode = timecode.or(() -> text(stream.path("tags"), "timecode"));
        }
        return new Described(
                Duration.ofNanos((long) (decimal(format.path("duration")) * 1e9)),
                (long) decimal(format.path("bit_rate")),
                picture,
                sound,
                timecode);
    }

    private static Described.Stream picture(JsonNode stream) {
        double shape = fraction(stream.path("sample_aspect_ratio").asString(""), ":");
        double rate = fraction(stream.path("avg_frame_rate").asString(""), "/");
        int turned = 0;
        for (var side : stream.path("side_data_list")) {
            // Against the clock, as in the print.
            turned = Math.floorMod(-side.path("rotation").asInt(0), 360);
        }
        return new Described.Stream(
                stream.path("index").asInt(0),
                stream.path("codec_name").asString("unknown"),
                stream.path("width").asInt(0),
                stream.path("height").asInt(0),
                shape > 0 ? shape : 1,
                turned,
                rate);
    }

    private static Optional<String> text(JsonNode tags, String name) {
        return Optional.of(tags.path(name).asString("")).filter(value -> !value.isBlank());
    }

    private static double decimal(JsonNode node) {
        var text = node.asString("0");
        return text.matches("\\d+(\\.\\d+)?") ? Double.parseDouble(text) : 0;
    }

    /** 0 where it is no fraction. */
    private static double fraction(String text, String separator) {
        var parts = text.split(separator, -1);
        if (parts.length != 2 || !parts[0].matches("\\d{1,9}") || !parts[1].matches("\\d{1,9}")) {
            return 0;
        }
        double below = Double.parseDouble(parts[1]);
        return below == 0 ? 0 : Double.parseDouble(parts[0]) / below;
    }
}
