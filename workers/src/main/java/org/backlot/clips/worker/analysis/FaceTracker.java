package org.backlot.clips.worker.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.backlot.clips.worker.analysis.FaceTrack.Sighting;
import org.backlot.clips.worker.ffmpeg.Rational;

/**
 * Makes faces of single sightings: the nearest one within 15 % of the picture's width, of about the same size, in the
 * same shot, not gone for more than a second, is the same face. What was seen only once or twice was none, unless the
 * shot was too short to see it more often.
 */
final class FaceTracker {
    private static final double NEAR = 0.15;
    private static final double SIZE_RATIO = 1.6;
    private static final int SEEN_AT_LEAST = 3;

    private record Pair(Growing track, Box box, double distance) {}

    private static final class Growing {
        private final List<Sighting> sightings = new ArrayList<>();

        Growing(Sighting first) {
            sightings.add(first);
        }

        Sighting last() {
            return sightings.getLast();
        }
    }

    private final double width;
    private final long longestGap;
    private final List<Growing> growing = new ArrayList<>();
    private final List<Growing> gone = new ArrayList<>();

    FaceTracker(double width, Rational rate) {
        this.width = width;
        this.longestGap = Math.round(rate.asDouble());
    }

    /** Sightings come in order of frames. */
    void accept(long frame, List<Box> boxes) {
        growing.stream()
                .filter(track -> frame - track.last().frame() > longestGap)
                .forEach(gone::add);
        growing.removeIf(track -> frame - track.last().frame() > longestGap);
        var pairs = new ArrayList<Pair>();
        for (var track : growing) {
            boxes.forEach(box -> pair(track, box).ifPresent(pairs::add));
        }
        pairs.sort(Comparator.comparingDouble(Pair::distance));
        var left = new ArrayList<>(boxes);
        var continued = new ArrayList<Growing>();
        for (var pair : pairs) {
            if (!continued.contains(pair.track()) && left.remove(pair.box())) {
                pair.track().sightings.add(new Sighting(frame, pair.box()));
                continued.add(pair.track());
            }
        }
        left.forEach(box -> growing.add(new Growing(new Sighting(frame, box))));
    }

    private Optional<Pair> pair(Growing track, Box box) {
        var last = track.last().box();
        double distance = Math.hypot(last.centreX() - box.centreX(), last.centreY() - box.centreY());
        double ratio = Math.max(last.width(), box.width()) / Math.min(last.width(), box.width());
        return distance <= NEAR * width && ratio <= SIZE_RATIO
                ? Optional.of(new Pair(track, box, distance))
                : Optional.empty();
    }

    /** @param cuts in order; @param every how many frames lie between two looks */
    List<FaceTrack> tracks(List<Long> cuts, int every) {
        var tracks = new ArrayList<FaceTrack>();
        gone.addAll(growing);
        growing.clear();
        for (var track : gone) {
            for (var part : split(track.sightings, cuts)) {
                if (part.size()
                        >= Math.min(SEEN_AT_LEAST, looksInShot(part.getFirst().frame(), cuts, every))) {
                    tracks.add(new FaceTrack(0, part));
                }
            }
        }
        tracks.sort(Comparator.comparingLong(FaceTrack::firstFrame)
                .thenComparingDouble(track -> track.sightings().getFirst().box().x()));
        var numbered = new ArrayList<FaceTrack>();
        tracks.forEach(track -> numbered.add(new FaceTrack(numbered.size() + 1, track.sightings())));
        return List.copyOf(numbered);
    }

    private static List<List<Sighting>> split(List<Sighting> sightings, List<Long> cuts) {
        var parts = new ArrayList<List<Sighting>>();
        int shot = -1;
        for (var sighting : sightings) {
            int its = shotOf(sighting.frame(), cuts);
            if (its != shot) {
                parts.add(new ArrayList<>());
                shot = its;
            }
            parts.getLast().add(sighting);
        }
        return parts;
    }

    private static int shotOf(long frame, List<Long> cuts) {
        int found = Collections.binarySearch(cuts, frame);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private static long looksInShot(long frame, List<Long> cuts, int every) {
        int shot = shotOf(frame, cuts);
        long from = shot == 0 ? 0 : cuts.get(shot - 1);
        long to = shot == cuts.size() ? Long.MAX_VALUE : cuts.get(shot);
        return Math.max(1, (to - from) / every);
    }
}
