// Why this file exists: Premiere reads no newer form of Final Cut Pro's XML than the one of version 7.
package org.backlot.shared.editorial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.Timecode;

/**
 * Writes timelines as Final Cut Pro 7 XML ({@code xmeml} version 4), read by Premiere Pro and DaVinci Resolve.
 *
 * <p>Times are frames: {@code start} and {@code end} from the beginning of the timeline, {@code in} and {@code out} from
 * the beginning of the recording, whose timecode stands in its {@code file}. A rate is a whole {@code timebase} and the
 * flag {@code ntsc}: 30 and TRUE are 29.97. A recording is described where it first occurs and only named afterwards.
 * Clips that show and play the same frames of a recording at the same place are linked, so that they move together.
 */
public final class PremiereXmlWriter {

    private static final String VERSION = "4";
    private static final String TRUE = "TRUE";
    private static final String FALSE = "FALSE";
    private static final int USUAL_SAMPLES_PER_SECOND = 48_000;

    private final Timeline timeline;
    private final XmlText xml = new XmlText("xmeml");
    private final List<List<Item>> pictures = new ArrayList<>();
    private final List<List<Item>> sounds = new ArrayList<>();
    private final Map<Place, List<Item>> together = new HashMap<>();
    private final Map<Media, String> described = new HashMap<>();
    private int items;

    private PremiereXmlWriter(Timeline timeline) {
        this.timeline = timeline;
        timeline.pictures().forEach(track -> pictures.add(itemsOf(track, Kind.VIDEO, pictures.size() + 1, 0)));
        timeline.sounds().forEach(track -> sounds.add(itemsOf(track, Kind.AUDIO, sounds.size() + 1, track.channel())));
    }

    /** The whole document, to be sent as UTF-8. */
    public static String write(Timeline timeline) {
        return new PremiereXmlWriter(timeline).write();
    }

    private enum Kind {
        VIDEO("video"),
        AUDIO("audio");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** A clip with its numbers in this file, all from 1; the channel of a picture is 0. */
    private record Item(int number, Kind kind, int track, int indexInTrack, int channel, PlacedClip placed) {
        String id() {
            return "clipitem-" + number;
        }
    }

    /** The same frames at the same place. */
    private record Place(Media media, long from, long begin, long end) {
        static Place of(PlacedClip placed) {
            return new Place(placed.clip().media(), placed.clip().from(), placed.begin(), placed.end());
        }
    }

    private List<Item> itemsOf(Track track, Kind kind, int number, int channel) {
        List<Item> ofTrack = new ArrayList<>();
        for (PlacedClip placed : track.clips()) {
            items++;
            Item item = new Item(items, kind, number, ofTrack.size() + 1, channel, placed);
            ofTrack.add(item);
            together.computeIfAbsent(Place.of(placed), _ -> new ArrayList<>()).add(item);
        }
        return ofTrack;
    }

    private String write() {
        xml.open("xmeml", "version", VERSION).open("sequence", "id", "sequence-1");
        xml.value("name", timeline.name()).value("duration", timeline.frames());
        writeRate(timeline.rate());
        xml.open("timecode");
        writeTimecode(timeline.start());
        xml.close();
        xml.open("media").open("video");
        xml.open("format").open("samplecharacteristics");
        writeRate(timeline.rate());
        writeRaster(timeline.raster());
        xml.close().close();
        pictures.forEach(this::writeTrack);
        xml.close().open("audio");
        xml.open("format").open("samplecharacteristics");
        xml.value("samplerate", USUAL_SAMPLES_PER_SECOND).close().close();
        sounds.forEach(this::writeTrack);
        xml.close().close().close().close();
        return xml.end();
    }

    private void writeTrack(List<Item> track) {
        xml.open("track");
        track.forEach(this::writeItem);
        xml.value("enabled", TRUE).value("locked", FALSE).close();
    }

    private void writeItem(Item item) {
        Clip clip = item.placed().clip();
        xml.open("clipitem", "id", item.id());
        xml.value("name", clip.name()).value("enabled", TRUE);
        xml.value("duration", clip.media().available().frames());
        writeRate(clip.media().available().in().rate());
        xml.value("start", item.placed().begin()).value("end", item.placed().end());
        xml.value("in", clip.from()).value("out", clip.from() + clip.frames());
        writeFile(clip.media());
        if (item.kind() == Kind.AUDIO) {
            xml.open("sourcetrack");
            xml.value("mediatype", item.kind().word).value("trackindex", item.channel());
            xml.close();
        }
        List<Item> linked = together.getOrDefault(Place.of(item.placed()), List.of());
        if (linked.size() > 1) {
            linked.forEach(this::writeLink);
        }
        xml.close();
    }

    private void writeLink(Item linked) {
        xml.open("link");
        xml.value("linkclipref", linked.id()).value("mediatype", linked.kind().word);
        xml.value("trackindex", linked.track()).value("clipindex", linked.indexInTrack());
        xml.close();
    }

    private void writeFile(Media media) {
        String known = described.get(media);
        if (known != null) {
            xml.empty("file", "id", known);
            return;
        }
        String id = "file-" + (described.size() + 1);
        described.put(media, id);
        xml.open("file", "id", id).value("name", media.name());
        media.location().ifPresent(uri -> xml.value("pathurl", uri.toASCIIString()));
        writeRate(media.available().in().rate());
        xml.value("duration", media.available().frames());
        xml.open("timecode");
        writeTimecode(media.available().in());
        if (!media.reel().isEmpty()) {
            xml.open("reel").value("name", media.reel()).close();
        }
        xml.close();
        xml.open("media");
        media.picture().ifPresent(raster -> {
            xml.open("video").open("samplecharacteristics");
            writeRate(media.available().in().rate());
            writeRaster(raster);
            xml.close().close();
        });
        media.sound().ifPresent(sound -> {
            xml.open("audio").open("samplecharacteristics");
            xml.value("samplerate", sound.samplesPerSecond()).close();
            xml.value("channelcount", sound.channels()).close();
        });
        xml.close().close();
    }

    private void writeRate(FrameRate rate) {
        xml.open("rate");
        xml.value("timebase", rate.nominalFramesPerSecond());
        xml.value("ntsc", rate.denominator() == 1 ? FALSE : TRUE);
        xml.close();
    }

    private void writeTimecode(Timecode timecode) {
        writeRate(timecode.rate());
        xml.value("string", timecode.label()).value("frame", timecode.frame());
        xml.value("displayformat", timecode.rate().isDropFrame() ? "DF" : "NDF");
    }

    private void writeRaster(Raster raster) {
        xml.value("width", raster.width()).value("height", raster.height());
        xml.value("anamorphic", FALSE).value("pixelaspectratio", "square").value("fielddominance", "none");
    }
}
