// Why this file exists: Final Cut Pro and Resolve read edits as rational seconds, and refuse one that is off its frame.
package org.backlot.shared.editorial;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.backlot.shared.timecode.FrameRate;

/**
 * Writes timelines as FCPXML 1.10, read by Final Cut Pro 10.6 and later and by DaVinci Resolve.
 *
 * <p>Every time is a whole number of frames in rational seconds, never rounded. The lowest picture track is the primary
 * storyline; every other clip is connected to what lies there when it begins: further picture tracks on lanes 1, 2, …,
 * sound tracks on lanes −1, −2, …. Sound is apart from the picture also where both are of one take.
 *
 * <p>The format demands an address of every recording. Where none is known, a relative one made of reel and name stands
 * in; the clip is then offline until it is relinked.
 */
public final class FcpxmlWriter {

    private static final String VERSION = "1.10";
    private static final String REEL_KEY = "com.apple.proapps.studio.reel";

    private final Timeline timeline;
    private final XmlText xml = new XmlText("fcpxml");
    private final Map<Raster, String> formats = new HashMap<>();
    private final Map<Media, String> assets = new HashMap<>();
    private final List<Connected> connected = new ArrayList<>();

    private FcpxmlWriter(Timeline timeline) {
        this.timeline = timeline;
    }

    /** The whole document, to be sent as UTF-8. */
    public static String write(Timeline timeline) {
        return new FcpxmlWriter(timeline).write();
    }

    /** A clip beside the primary storyline; the channel is 0 for a picture. */
    private record Connected(int lane, int channel, PlacedClip placed) {}

    private String write() {
        xml.open("fcpxml", "version", VERSION);
        writeResources();
        xml.open("library").open("event", "name", timeline.name()).open("project", "name", timeline.name());
        xml.open(
                "sequence",
                "format",
                formatOf(timeline.raster()),
                "duration",
                time(timeline.frames()),
                "tcStart",
                time(timeline.start().frame()),
                "tcFormat",
                tcFormat(timeline.rate()),
                "audioLayout",
                "stereo",
                "audioRate",
                "48k");
        writeSpine();
        xml.close().close().close().close().close();
        return xml.end();
    }

    private void writeResources() {
        xml.open("resources");
        writeFormat(timeline.raster());
        timeline.media().stream().flatMap(media -> media.picture().stream()).forEach(this::writeFormat);
        timeline.media().forEach(this::writeAsset);
        xml.close();
    }

    private void writeFormat(Raster raster) {
        if (formats.containsKey(raster)) {
            return;
        }
        String id = nextId();
        formats.put(raster, id);
        xml.empty(
                "format",
                "id",
                id,
                "frameDuration",
                frameDuration(),
                "width",
                Integer.toString(raster.width()),
                "height",
                Integer.toString(raster.height()));
    }

    private void writeAsset(Media media) {
        String id = nextId();
        assets.put(media, id);
        List<String> attributes = new ArrayList<>(List.of("id", id, "name", media.name()));
        attributes.addAll(List.of("start", time(media.firstFrame())));
        attributes.addAll(List.of("duration", time(media.available().frames())));
        media.picture().ifPresent(raster -> {
            attributes.addAll(List.of("hasVideo", "1", "format", formatOf(raster)));
            attributes.addAll(List.of("videoSources", "1"));
        });
        media.sound().ifPresent(sound -> {
            attributes.addAll(List.of("hasAudio", "1", "audioSources", "1"));
            attributes.addAll(List.of("audioChannels", Integer.toString(sound.channels())));
            attributes.addAll(List.of("audioRate", Integer.toString(sound.samplesPerSecond())));
        });
        xml.open("asset", attributes.toArray(String[]::new));
        xml.empty("media-rep", "kind", "original-media", "src", addressOf(media));
        if (!media.reel().isEmpty()) {
            xml.open("metadata")
                    .empty("md", "key", REEL_KEY, "value", media.reel())
                    .close();
        }
        xml.close();
    }

    private static String addressOf(Media media) {
        return media.location().map(uri -> uri.toASCIIString()).orElseGet(() -> {
            String reel = media.reel().isEmpty() ? "" : media.reel() + "_";
            String name = URLEncoder.encode(reel + media.name(), StandardCharsets.UTF_8);
            return "./" + name.replace("+", "%20");
        });
    }

    private void writeSpine() {
        List<PictureTrack> pictures = timeline.pictures();
        for (int upper = 1; upper < pictures.size(); upper++) {
            int lane = upper;
            pictures.get(upper).clips().forEach(placed -> connected.add(new Connected(lane, 0, placed)));
        }
        for (int index = 0; index < timeline.sounds().size(); index++) {
            int lane = -1 - index;
            SoundTrack track = timeline.sounds().get(index);
            track.clips().forEach(placed -> connected.add(new Connected(lane, track.channel(), placed)));
        }
        xml.open("spine");
        long begin = 0;
        for (TrackItem item : storyline()) {
            switch (item) {
                case Clip clip -> {
                    openClip(clip, timeline.start().frame() + begin, "video");
                    writeConnected(begin, item.frames(), clip.firstFrame());
                }
                case Gap gap -> {
                    xml.open(
                            "gap",
                            "name",
                            "Gap",
                            "offset",
                            time(timeline.start().frame() + begin),
                            "start",
                            time(0),
                            "duration",
                            time(gap.frames()));
                    writeConnected(begin, item.frames(), 0);
                }
            }
            xml.close();
            begin += item.frames();
        }
        xml.close();
    }

    /** The lowest picture track, as long as the whole timeline: every clip beside it needs something to hold on to. */
    private List<TrackItem> storyline() {
        List<TrackItem> items = new ArrayList<>();
        long missing = timeline.frames();
        if (!timeline.pictures().isEmpty()) {
            PictureTrack lowest = timeline.pictures().getFirst();
            items.addAll(lowest.items());
            missing -= lowest.frames();
        }
        if (missing > 0) {
            items.add(new Gap(missing));
        }
        return items;
    }

    /** What begins during an item of the storyline hangs on it, by the time of the item's own frames. */
    private void writeConnected(long begin, long frames, long firstFrame) {
        for (Connected beside : connected) {
            long after = beside.placed().begin() - begin;
            if (after < 0 || after >= frames) {
                continue;
            }
            String lane = Integer.toString(beside.lane());
            Clip clip = beside.placed().clip();
            if (beside.channel() == 0) {
                openClip(clip, firstFrame + after, "video", "lane", lane);
            } else {
                openClip(clip, firstFrame + after, "audio", "lane", lane, "audioRole", "dialogue");
                xml.empty("audio-channel-source", "srcCh", Integer.toString(beside.channel()));
            }
            xml.close();
        }
    }

    private void openClip(Clip clip, long offset, String part, String... more) {
        List<String> attributes = new ArrayList<>(List.of("ref", assetOf(clip.media()), "name", clip.name()));
        attributes.addAll(List.of("offset", time(offset), "start", time(clip.firstFrame())));
        attributes.addAll(List.of("duration", time(clip.frames()), "srcEnable", part));
        attributes.addAll(
                List.of("tcFormat", tcFormat(clip.media().available().in().rate())));
        attributes.addAll(List.of(more));
        xml.open("asset-clip", attributes.toArray(String[]::new));
    }

    private String formatOf(Raster raster) {
        return known(formats, raster);
    }

    private String assetOf(Media media) {
        return known(assets, media);
    }

    private static <K> String known(Map<K, String> ids, K key) {
        String id = ids.get(key);
        if (id == null) {
            throw new IllegalStateException(key + " is not among the resources");
        }
        return id;
    }

    private String nextId() {
        return "r" + (formats.size() + assets.size() + 1);
    }

    private String frameDuration() {
        return secondsPerUnit() + "/" + unitsPerSecond() + "s";
    }

    private String time(long frames) {
        long numerator = Math.multiplyExact(frames, secondsPerUnit());
        long denominator = unitsPerSecond();
        return numerator % denominator == 0 ? numerator / denominator + "s" : numerator + "/" + denominator + "s";
    }

    // A frame lasts 1001/24000 s, or 100/2500 s: at whole rates Final Cut Pro itself counts in hundredths of a frame.
    private long secondsPerUnit() {
        return isWholeRate() ? 100 : timeline.rate().denominator();
    }

    private long unitsPerSecond() {
        return timeline.rate().numerator() * (isWholeRate() ? 100 : 1);
    }

    private boolean isWholeRate() {
        return timeline.rate().denominator() == 1;
    }

    private static String tcFormat(FrameRate rate) {
        return rate.isDropFrame() ? "DF" : "NDF";
    }
}
