package org.backlot.clips.worker.step;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.backlot.clips.api.EditListForm;
import org.backlot.clips.api.StepFact;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.worker.ffmpeg.Rational;
import org.backlot.clips.worker.probe.MediaFacts;
import org.backlot.clips.worker.render.RenderSpec;
import org.backlot.shared.editorial.Clip;
import org.backlot.shared.editorial.CmxWriter;
import org.backlot.shared.editorial.EditDecisionLists;
import org.backlot.shared.editorial.FcpxmlWriter;
import org.backlot.shared.editorial.Media;
import org.backlot.shared.editorial.OtioWriter;
import org.backlot.shared.editorial.PictureTrack;
import org.backlot.shared.editorial.PremiereXmlWriter;
import org.backlot.shared.editorial.Raster;
import org.backlot.shared.editorial.Sound;
import org.backlot.shared.editorial.SoundTrack;
import org.backlot.shared.editorial.Timeline;
import org.backlot.shared.editorial.TrackItem;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.FrameSpan;
import org.backlot.shared.timecode.Timecode;

/**
 * Tells editors what a clip is made of: the frames that were rendered, by the recording's own timecode. The programme
 * begins at 01:00:00:00. Where the recording bears no timecode, its first frame is 00:00:00:00.
 */
final class ExportStep implements StepWork {
    static final String EDL = EditListForm.EDL.fileName();
    static final String FCPXML = EditListForm.FCPXML.fileName();
    static final String PREMIERE = EditListForm.PREMIERE.fileName();
    static final String OTIO = EditListForm.OTIO.fileName();

    private static final int HOURS_PER_DAY = 24;
    private static final int STEREO = 2;
    private static final int REEL_DIGITS = 8;

    @Override
    public StepKind kind() {
        return StepKind.EXPORT;
    }

    @Override
    public StepOutcome run(StepRoom room) throws IOException, StepRefused {
        var spec = RenderSpec.of(room.readInput(RenderStep.SPEC).orElseThrow(() -> StepRoom.missing(RenderStep.SPEC)));
        var source = SourceFacts.of(room);
        var rate = rateOf(spec.rate());
        if (rate.isEmpty()) {
            // An edit list counts by timecode, and there is none at this rate: 15 or 120 frames per second.
            return new StepOutcome.Done(
                    List.of(), List.of(new StepFact("editLists", "none: no timecode at " + spec.rate())), List.of());
        }
        return new StepOutcome.Done(files(timeline(spec, source, rate.get(), room), room), List.of(), List.of());
    }

    private static List<StepFile> files(Timeline timeline, StepRoom room) {
        var files = new ArrayList<StepFile>();
        var lists = CmxWriter.writeAll(EditDecisionLists.of(timeline.name(), List.of(timeline)));
        for (int i = 0; i < lists.size(); i++) {
            var name = i == 0 ? EDL : EDL + "-" + (i + 1);
            files.add(room.store(name, room.ownKey(name + ".edl"), "text/plain", lists.get(i)));
        }
        files.add(room.store(FCPXML, room.ownKey("clip.fcpxml"), "application/xml", FcpxmlWriter.write(timeline)));
        files.add(room.store(PREMIERE, room.ownKey("clip.xml"), "application/xml", PremiereXmlWriter.write(timeline)));
        files.add(room.store(OTIO, room.ownKey("clip.otio"), "application/json", OtioWriter.write(timeline)));
        return files;
    }

    private static Timeline timeline(RenderSpec spec, SourceFacts source, FrameRate rate, StepRoom room) {
        var media = media(spec, source, rate);
        var name = Optional.ofNullable(room.order().clip())
                .map(clip -> "clip " + clip.clipId() + " v" + clip.version())
                .orElse("clip");
        List<TrackItem> pieces = spec.kept().pieces().stream()
                .<TrackItem>map(piece -> new Clip(media.name(), media, piece.from(), piece.count()))
                .toList();
        int channels = Math.min(
                STEREO, source.media().sound().map(MediaFacts.Sound::channels).orElse(0));
        var labels = media.available().in().rate();
        return new Timeline(
                name,
                new Timecode(labels.framesPerDay() / HOURS_PER_DAY, labels),
                new Raster(spec.width(), spec.height()),
                List.of(new PictureTrack(pieces)),
                IntStream.rangeClosed(1, channels)
                        .mapToObj(channel -> new SoundTrack(channel, pieces))
                        .toList());
    }

    /** Named by its digest: what its owner calls the file is known to its owner only. */
    private static Media media(RenderSpec spec, SourceFacts source, FrameRate rate) {
        var facts = source.media();
        var reel = source.sha256().substring(0, REEL_DIGITS).toUpperCase(Locale.ROOT);
        long frames = Math.max(spec.kept().span().to(), spec.rate().nearestFrame(facts.duration()));
        return new Media(
                "source " + reel,
                reel,
                Optional.empty(),
                new FrameSpan(start(facts, rate), frames),
                Optional.of(new Raster(facts.picture().width(), facts.picture().height())),
                facts.sound().map(sound -> new Sound(sound.channels(), sound.sampleRate())));
    }

    private static Timecode start(MediaFacts facts, FrameRate rate) {
        if (facts.startTimecode().isEmpty()) {
            return new Timecode(0, rate);
        }
        var label = facts.startTimecode().get();
        try {
            return Timecode.parse(label, label.contains(";") ? rate.asDropFrame() : rate);
        } catch (IllegalArgumentException noTimecode) {
            // Cameras write what they like; a label that no frame of this rate bears says nothing.
            return new Timecode(0, rate);
        }
    }

    /** The rate with timecode that runs at this speed, every label used. */
    private static Optional<FrameRate> rateOf(Rational speed) {
        return Arrays.stream(FrameRate.values())
                .filter(rate -> !rate.isDropFrame())
                .filter(rate -> rate.numerator() == speed.numerator() && rate.denominator() == speed.denominator())
                .findFirst();
    }
}
