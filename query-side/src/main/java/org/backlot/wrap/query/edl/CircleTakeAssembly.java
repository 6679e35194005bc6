// Why this file exists: the first assembly an editor opens is the circle takes, one after the other, in story order.
package org.backlot.wrap.query.edl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.backlot.shared.editorial.Clip;
import org.backlot.shared.editorial.Media;
import org.backlot.shared.editorial.PictureTrack;
import org.backlot.shared.editorial.Raster;
import org.backlot.shared.editorial.Timeline;
import org.backlot.shared.editorial.TrackItem;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.Timecode;

/**
 * Lays circle takes one after the other on a timeline.
 *
 * <p>Takes go by the place of their scene, then by slate, then by camera roll and timecode. The programme begins at
 * 01:00:00:00 (01:00:00;00 in drop frame) and has no gaps. A take that would run past midnight begins a further timeline
 * at 01:00:00:00 again, as a timeline cannot hold more.
 *
 * <p>Each take is a recording of its own, silent as far as is known, at an address nobody has told. The size of its
 * picture is not known either; {@link Raster#HD} stands in.
 */
public final class CircleTakeAssembly {

    private static final int HOURS_PER_DAY = 24;
    private static final Comparator<CircleTake> STORY_ORDER = Comparator.comparingInt(CircleTake::sceneOrder)
            .thenComparing(CircleTake::slate, new SlateOrder())
            .thenComparing(CircleTake::reel)
            .thenComparingLong(take -> take.sourceIn().frame());

    private CircleTakeAssembly() {}

    /**
     * The timelines that hold all takes.
     *
     * @param title the programme's name; when there are several timelines, each says which one of them it is
     * @param rate the programme's rate; cameras may have labelled their frames otherwise, not run at another speed
     * @param takes in any order
     * @return at least one timeline, without clips when there are no takes
     * @throws IllegalArgumentException when a take was shot at another speed or lasts longer than 23 hours
     */
    public static List<Timeline> assemble(String title, FrameRate rate, Collection<CircleTake> takes) {
        Timecode start = new Timecode(rate.framesPerDay() / HOURS_PER_DAY, rate);
        List<List<TrackItem>> parts = layOut(takes.stream().sorted(STORY_ORDER).toList(), start);
        List<Timeline> timelines = new ArrayList<>();
        for (List<TrackItem> clips : parts) {
            String name = parts.size() == 1 ? title : title + " " + (timelines.size() + 1) + " of " + parts.size();
            timelines.add(new Timeline(name, start, Raster.HD, List.of(new PictureTrack(clips)), List.of()));
        }
        return List.copyOf(timelines);
    }

    private static List<List<TrackItem>> layOut(List<CircleTake> takes, Timecode start) {
        long room = start.rate().framesPerDay() - start.frame();
        List<List<TrackItem>> parts = new ArrayList<>();
        List<TrackItem> clips = new ArrayList<>();
        parts.add(clips);
        long laid = 0;
        for (CircleTake take : takes) {
            requireFits(take, start.rate(), room);
            if (laid + take.frames() >= room) {
                clips = new ArrayList<>();
                parts.add(clips);
                laid = 0;
            }
            clips.add(clipOf(take));
            laid += take.frames();
        }
        return parts;
    }

    private static void requireFits(CircleTake take, FrameRate rate, long room) {
        FrameRate shotAt = take.sourceIn().rate();
        if (!shotAt.hasSameSpeedAs(rate)) {
            throw new IllegalArgumentException("Slate " + take.slate() + " was shot at " + shotAt.label()
                    + " frames per second, the programme runs at " + rate.label());
        }
        if (take.frames() >= room) {
            throw new IllegalArgumentException("Slate " + take.slate() + " lasts longer than a timeline can hold");
        }
    }

    private static Clip clipOf(CircleTake take) {
        return Clip.whole(new Media(
                take.slate(), take.reel(), Optional.empty(), take.source(), Optional.of(Raster.HD), Optional.empty()));
    }
}
