package org.backlot.clips.worker.selection;

import java.util.List;
import org.backlot.clips.worker.transcript.Phrase;

/**
 * A part of a recording that could be a clip by itself.
 *
 * @param phrases what is said in it; empty where nothing is, or nobody knows what
 */
record Stretch(long startMillis, long endMillis, List<Phrase> phrases) {
    Stretch {
        if (startMillis < 0 || endMillis <= startMillis) {
            throw new IllegalArgumentException("a stretch ends after it begins");
        }
        phrases = List.copyOf(phrases);
    }

    long length() {
        return endMillis - startMillis;
    }

    boolean overlaps(Stretch other) {
        return startMillis < other.endMillis && other.startMillis < endMillis;
    }
}
