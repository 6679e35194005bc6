// Why this file exists: whatever reads no list of the others reads OpenTimelineIO, or has a converter from it.
package org.backlot.shared.editorial;

import java.io.StringWriter;
import java.math.BigDecimal;
import org.backlot.shared.timecode.FrameRate;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes timelines as OpenTimelineIO JSON (schemas Timeline.1, Track.1, Clip.2).
 *
 * <p>A time is a count of frames and a rate. The format has the rate as a floating-point number: the nearest to the
 * exact fraction is written, such as 29.97002997002997. Source times count from the label 00:00:00:00 before the
 * recording began. What the format has no word for (how frames are labelled, the reel, the channel, the size of the
 * picture) stands in the metadata under {@code backlot}; the reel also under {@code cmx_3600}, where converters look.
 */
public final class OtioWriter {

    private static final String MEDIA_KEY = "DEFAULT_MEDIA";
    private static final String OURS = "backlot";
    private static final JsonMapper JSON = new JsonMapper();

    private final Timeline timeline;
    private final StringWriter text = new StringWriter();
    private final JsonGenerator json;

    private OtioWriter(Timeline timeline) {
        this.timeline = timeline;
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        json = JSON.writer()
                .with(new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines))
                .createGenerator(text);
    }

    /** The whole document, to be sent as UTF-8. */
    public static String write(Timeline timeline) {
        return new OtioWriter(timeline).write();
    }

    private String write() {
        begin("Timeline.1", timeline.name());
        json.writeObjectPropertyStart("metadata").writeObjectPropertyStart(OURS);
        json.writeStringProperty("timecode", timeline.rate().label());
        writeRaster(timeline.raster());
        json.writeEndObject().writeEndObject();
        writeTime("global_start_time", timeline.start().frame(), timeline.rate());
        json.writeName("tracks");
        begin("Stack.1", "tracks");
        writeNoMetadata();
        json.writeNullProperty("source_range");
        writeNothingMore();
        json.writeArrayPropertyStart("children");
        int number = 0;
        for (PictureTrack track : timeline.pictures()) {
            number++;
            writeTrack(track, "Video", "V" + number, 0);
        }
        number = 0;
        for (SoundTrack track : timeline.sounds()) {
            number++;
            writeTrack(track, "Audio", "A" + number, track.channel());
        }
        json.writeEndArray().writeEndObject().writeEndObject();
        json.close();
        return text.append('\n').toString();
    }

    private void writeTrack(Track track, String kind, String name, int channel) {
        begin("Track.1", name);
        json.writeObjectPropertyStart("metadata");
        if (channel > 0) {
            json.writeObjectPropertyStart(OURS)
                    .writeNumberProperty("channel", channel)
                    .writeEndObject();
        }
        json.writeEndObject();
        json.writeNullProperty("source_range");
        json.writeStringProperty("kind", kind);
        writeNothingMore();
        json.writeArrayPropertyStart("children");
        for (TrackItem item : track.items()) {
            switch (item) {
                case Clip clip -> writeClip(clip);
                case Gap gap -> writeGap(gap);
            }
        }
        json.writeEndArray().writeEndObject();
    }

    private void writeGap(Gap gap) {
        begin("Gap.1", "");
        writeNoMetadata();
        writeRange("source_range", 0, gap.frames(), timeline.rate());
        writeNothingMore();
        json.writeEndObject();
    }

    private void writeClip(Clip clip) {
        Media media = clip.media();
        FrameRate rate = media.available().in().rate();
        begin("Clip.2", clip.name());
        json.writeObjectPropertyStart("metadata");
        if (!media.reel().isEmpty()) {
            json.writeObjectPropertyStart("cmx_3600")
                    .writeStringProperty("reel", media.reel())
                    .writeEndObject();
        }
        json.writeEndObject();
        writeRange("source_range", clip.firstFrame(), clip.frames(), rate);
        writeNothingMore();
        json.writeObjectPropertyStart("media_references").writeName(MEDIA_KEY);
        writeMedia(media);
        json.writeEndObject();
        json.writeStringProperty("active_media_reference_key", MEDIA_KEY);
        json.writeEndObject();
    }

    private void writeMedia(Media media) {
        FrameRate rate = media.available().in().rate();
        begin(media.location().isPresent() ? "ExternalReference.1" : "MissingReference.1", media.name());
        json.writeObjectPropertyStart("metadata").writeObjectPropertyStart(OURS);
        json.writeStringProperty("timecode", rate.label());
        json.writeStringProperty("reel", media.reel());
        media.picture().ifPresent(this::writeRaster);
        media.sound()
                .ifPresent(sound -> json.writeNumberProperty("channels", sound.channels())
                        .writeNumberProperty("samples_per_second", sound.samplesPerSecond()));
        json.writeEndObject().writeEndObject();
        writeRange("available_range", media.firstFrame(), media.available().frames(), rate);
        json.writeNullProperty("available_image_bounds");
        media.location().ifPresent(uri -> json.writeStringProperty("target_url", uri.toASCIIString()));
        json.writeEndObject();
    }

    private void begin(String schema, String name) {
        json.writeStartObject();
        json.writeStringProperty("OTIO_SCHEMA", schema);
        json.writeStringProperty("name", name);
    }

    private void writeNoMetadata() {
        json.writeObjectPropertyStart("metadata").writeEndObject();
    }

    private void writeNothingMore() {
        json.writeArrayPropertyStart("effects").writeEndArray();
        json.writeArrayPropertyStart("markers").writeEndArray();
        json.writeBooleanProperty("enabled", true);
    }

    private void writeRaster(Raster raster) {
        json.writeNumberProperty("width", raster.width()).writeNumberProperty("height", raster.height());
    }

    private void writeRange(String name, long start, long frames, FrameRate rate) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("OTIO_SCHEMA", "TimeRange.1");
        writeTime("start_time", start, rate);
        writeTime("duration", frames, rate);
        json.writeEndObject();
    }

    private void writeTime(String name, long frames, FrameRate rate) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("OTIO_SCHEMA", "RationalTime.1");
        // With a decimal point, for readers that tell whole numbers from others; never with an exponent.
        json.writeNumberProperty("value", BigDecimal.valueOf(frames).setScale(1));
        json.writeNumberProperty("rate", (double) rate.numerator() / rate.denominator());
        json.writeEndObject();
    }
}
