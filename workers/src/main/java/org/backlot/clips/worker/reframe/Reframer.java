package org.backlot.clips.worker.reframe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.backlot.clips.worker.analysis.Analysis;
import org.backlot.clips.worker.analysis.Box;
import org.backlot.clips.worker.analysis.FaceTrack;
import org.backlot.clips.worker.analysis.FaceTrack.Sighting;
import org.backlot.clips.worker.reframe.ReframePlan.Frames;
import org.backlot.clips.worker.reframe.ReframePlan.Split;

/**
 * Decides where the picture is cut from, shot by shot: on the one face that is largest and longest to be seen; between
 * two that fit together; on two, one above the other, that do not. Without faces, the middle.
 */
public final class Reframer {
    /** Two belong together where both are seen in at least half of the looks at either. */
    private static final double SEEN_TOGETHER = 0.5;
    /** A split is for people who talk for a while. */
    private static final int SPLIT_LOOKS = 5;

    private static final double SPLIT_SECONDS = 3;
    /** Around two faces that share the window. */
    private static final double MARGIN = 1.4;
    /** Height of a half's window, as part of the picture's: a face of a quarter fills a third of its half. */
    private static final double HALF_HEIGHT = 0.62;
    /** Where a face sits in its half: eyes a little above the middle. */
    private static final double FACE_AT = 0.42;

    private static final double STAYS_IN_HALF = 0.95;
    private static final int MEDIAN_OF = 5;

    private final Analysis analysis;
    private final Aspect aspect;
    private final int width;
    private final int height;
    private final int halfWidth;
    private final int halfHeight;

    public Reframer(Analysis analysis, Aspect aspect) {
        this.analysis = analysis;
        this.aspect = aspect;
        this.width = aspect.windowWidth(analysis.width(), analysis.height());
        this.height = aspect.windowHeight(analysis.width(), analysis.height());
        double halfShape = (double) aspect.width() / (aspect.height() / 2.0);
        this.halfHeight = Aspect.even(Math.min(analysis.height() * HALF_HEIGHT, analysis.width() / halfShape));
        this.halfWidth = Aspect.even(halfHeight * halfShape);
    }

    /** @param frames of the recording that the clip is made of */
    public ReframePlan plan(Frames frames) {
        var follow = new CropPath.Recorder();
        var upper = new CropPath.Recorder();
        var lower = new CropPath.Recorder();
        var splitShots = new ArrayList<Frames>();
        for (var shot : shots(frames)) {
            var seen = seenIn(shot);
            follow(shot, seen, frames.from(), follow);
            split(seen).ifPresent(halves -> {
                var inClip = new Frames(shot.from() - frames.from(), shot.to() - frames.from());
                splitShots.add(inClip);
                upper.lie(inClip.from(), (int) halves.getFirst().x(), (int)
                        halves.getFirst().y());
                lower.lie(inClip.from(), (int) halves.getLast().x(), (int)
                        halves.getLast().y());
            });
        }
        var split = splitShots.isEmpty()
                ? Optional.<Split>empty()
                : Optional.of(
                        new Split(upper.path(halfWidth, halfHeight), lower.path(halfWidth, halfHeight), splitShots));
        return new ReframePlan(aspect, follow.path(width, height), split);
    }

    private List<Frames> shots(Frames frames) {
        var shots = new ArrayList<Frames>();
        long from = frames.from();
        for (long cut : analysis.cuts()) {
            if (cut > from && cut < frames.to()) {
                shots.add(new Frames(from, cut));
                from = cut;
            }
        }
        shots.add(new Frames(from, frames.to()));
        return shots;
    }

    /** Faces in a shot, what matters most first, each with its sightings in that shot only. */
    private List<FaceTrack> seenIn(Frames shot) {
        return analysis.faces().stream()
                .map(track -> new Seen(track.id(), within(track, shot)))
                .filter(seen -> !seen.sightings().isEmpty())
                .map(seen -> new FaceTrack(seen.id(), seen.sightings()))
                .sorted(Comparator.comparingDouble(Reframer::weight).reversed())
                .toList();
    }

    private record Seen(int id, List<Sighting> sightings) {}

    private static List<Sighting> within(FaceTrack track, Frames shot) {
        return track.sightings().stream()
                .filter(seen -> seen.frame() >= shot.from() && seen.frame() < shot.to())
                .toList();
    }

    private static double weight(FaceTrack track) {
        return track.sightings().stream()
                .mapToDouble(seen -> seen.box().width())
                .sum();
    }

    private void follow(Frames shot, List<FaceTrack> seen, long clipBegins, CropPath.Recorder path) {
        int frames = Math.toIntExact(shot.count());
        var x = new int[frames];
        var y = new int[frames];
        if (seen.isEmpty()) {
            Arrays.fill(x, (analysis.width() - width) / 2);
            Arrays.fill(y, (analysis.height() - height) / 2);
        } else {
            var people = fitTogether(seen) ? seen.subList(0, 2) : seen.subList(0, 1);
            film(shot, people, x, y);
        }
        for (int i = 0; i < frames; i++) {
            path.lie(shot.from() - clipBegins + i, x[i], y[i]);
        }
    }

    private void film(Frames shot, List<FaceTrack> people, int[] x, int[] y) {
        int lines = Math.min(analysis.width(), analysis.height());
        double fps = analysis.rate().asDouble();
        var main = people.getFirst();
        double halfWide = median(main, box -> box.width() / 2);
        double halfHigh = median(main, box -> box.height() / 2);
        var across = new TripodCamera(analysis.width(), width, lines, fps)
                .film(targets(shot, people, Box::centreX), halfWide);
        var down = new TripodCamera(analysis.height(), height, lines, fps)
                .film(targets(shot, people, Box::centreY), halfHigh);
        System.arraycopy(across, 0, x, 0, x.length);
        System.arraycopy(down, 0, y, 0, y.length);
    }

    private boolean fitTogether(List<FaceTrack> seen) {
        if (seen.size() < 2 || !areTogether(seen.get(0), seen.get(1))) {
            return false;
        }
        var one = seen.get(0);
        var other = seen.get(1);
        double apart = Math.abs(median(one, Box::centreX) - median(other, Box::centreX));
        double faces = (median(one, Box::width) + median(other, Box::width)) / 2;
        return apart + faces * MARGIN <= width;
    }

    private static boolean areTogether(FaceTrack one, FaceTrack other) {
        return looksAtBoth(one, other).size()
                >= SEEN_TOGETHER
                        * Math.max(one.sightings().size(), other.sightings().size());
    }

    private static Set<Long> looksAtBoth(FaceTrack one, FaceTrack other) {
        var frames = new HashSet<Long>();
        one.sightings().forEach(seen -> frames.add(seen.frame()));
        var others = new HashSet<Long>();
        other.sightings().forEach(seen -> others.add(seen.frame()));
        frames.retainAll(others);
        return frames;
    }

    /** Both halves, the left person's first; empty where one window is better. */
    private Optional<List<Box>> split(List<FaceTrack> seen) {
        if (aspect != Aspect.VERTICAL
                || seen.size() < 2
                || !areTogether(seen.get(0), seen.get(1))
                || fitTogether(seen)) {
            return Optional.empty();
        }
        var both = looksAtBoth(seen.get(0), seen.get(1)).stream().sorted().toList();
        if (both.size() < SPLIT_LOOKS
                || both.getLast() - both.getFirst()
                        < SPLIT_SECONDS * analysis.rate().asDouble()) {
            return Optional.empty();
        }
        var fromLeft = seen.subList(0, 2).stream()
                .sorted(Comparator.comparingDouble(track -> median(track, Box::centreX)))
                .toList();
        var halves = fromLeft.stream().map(this::half).toList();
        boolean stay = staysIn(fromLeft.getFirst(), halves.getFirst()) && staysIn(fromLeft.getLast(), halves.getLast());
        return stay ? Optional.of(halves) : Optional.empty();
    }

    private Box half(FaceTrack track) {
        double x = median(track, Box::centreX) - halfWidth / 2.0;
        double y = median(track, Box::centreY) - halfHeight * FACE_AT;
        return new Box(
                Math.clamp(Math.round(x), 0, analysis.width() - halfWidth),
                Math.clamp(Math.round(y), 0, analysis.height() - halfHeight),
                halfWidth,
                halfHeight);
    }

    private static boolean staysIn(FaceTrack track, Box half) {
        long inside = track.sightings().stream()
                .filter(seen -> seen.box().x() >= half.x()
                        && seen.box().x() + seen.box().width() <= half.x() + half.width())
                .count();
        return inside >= STAYS_IN_HALF * track.sightings().size();
    }

    /** Frame by frame, between sightings on a straight line; before the first and after the last, as there. */
    private static double[] targets(Frames shot, List<FaceTrack> people, ToDoubleFunction<Box> side) {
        var targets = new double[Math.toIntExact(shot.count())];
        for (var person : people) {
            var calm = calm(person.sightings(), side);
            for (int i = 0; i < targets.length; i++) {
                targets[i] += at(person.sightings(), calm, shot.from() + i) / people.size();
            }
        }
        return targets;
    }

    /** The median of five sightings: a jump is believed when the third detection confirms it. */
    private static double[] calm(List<Sighting> sightings, ToDoubleFunction<Box> side) {
        var calm = new double[sightings.size()];
        for (int i = 0; i < calm.length; i++) {
            int reach = Math.min(MEDIAN_OF / 2, Math.min(i, calm.length - 1 - i));
            calm[i] = sightings.subList(i - reach, i + reach + 1).stream()
                    .mapToDouble(seen -> side.applyAsDouble(seen.box()))
                    .sorted()
                    .toArray()[reach];
        }
        return calm;
    }

    private static double at(List<Sighting> sightings, double[] calm, long frame) {
        int next = 0;
        while (next < calm.length && sightings.get(next).frame() < frame) {
            next++;
        }
        if (next == 0) {
            return calm[0];
        }
        if (next == calm.length) {
            return calm[calm.length - 1];
        }
        long before = sightings.get(next - 1).frame();
        double way = (double) (frame - before) / (sightings.get(next).frame() - before);
        return calm[next - 1] + way * (calm[next] - calm[next - 1]);
    }

    private static double median(FaceTrack track, ToDoubleFunction<Box> of) {
        var values = track.sightings().stream()
                .mapToDouble(seen -> of.applyAsDouble(seen.box()))
                .sorted()
                .toArray();
        return values[values.length / 2];
    }
}
