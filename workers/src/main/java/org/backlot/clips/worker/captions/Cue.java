package org.backlot.clips.worker.captions;

import java.util.Optional;

/**
 * One word in one state, for some frames. All that is drawn is a list of these, whoever draws it.
 *
 * @param from first frame
 * @param to first frame after it
 * @param letters how many of its letters are seen; the others keep their place
 * @param motion how it moves at its beginning
 * @param filledWith where colour runs through the word, the colour
 * @param fillMillis how long that takes
 */
record Cue(
        long from,
        long to,
        PlacedWord word,
        Colour colour,
        int letters,
        Motion motion,
        Optional<Colour> filledWith,
        long fillMillis) {

    /**
     * Evenly from one value to another, then still.
     *
     * @param scaleFrom size at the beginning, 1 being its own
     * @param liftFrom height above its line at the beginning, in ems
     */
    record Motion(double scaleFrom, double scaleTo, double liftFrom, double liftTo, long millis) {
        static final Motion NONE = new Motion(1, 1, 0, 0, 0);

        double scaleAt(double after) {
            return scaleFrom + (scaleTo - scaleFrom) * part(after);
        }

        double liftAt(double after) {
            return liftFrom + (liftTo - liftFrom) * part(after);
        }

        private double part(double after) {
            return millis == 0 ? 1 : Math.clamp(after / millis, 0, 1);
        }
    }

    static Cue of(long from, long to, PlacedWord word, Colour colour) {
        return new Cue(from, to, word, colour, word.text().length(), Motion.NONE, Optional.empty(), 0);
    }

    Cue moving(Motion how) {
        return new Cue(from, to, word, colour, letters, how, filledWith, fillMillis);
    }

    Cue showing(int some) {
        return new Cue(from, to, word, colour, some, motion, filledWith, fillMillis);
    }

    Cue filling(Colour with, long millis) {
        return new Cue(from, to, word, colour, letters, motion, Optional.of(with), millis);
    }
}
