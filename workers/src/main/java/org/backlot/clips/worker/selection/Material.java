package org.backlot.clips.worker.selection;

import java.util.List;
import org.backlot.clips.worker.transcript.Transcript;

/**
 * What is known of a recording before clips are chosen. Each of the three may be missing.
 *
 * @param transcript without words where nothing is said, or nobody knows what
 * @param sceneCuts the moments at which the picture changes, in milliseconds, in order
 */
public record Material(long durationMillis, Transcript transcript, List<Long> sceneCuts, EnergyCurve energy) {
    public Material {
        if (durationMillis < 1) {
            throw new IllegalArgumentException("a recording takes some time");
        }
        sceneCuts = sceneCuts.stream()
                .filter(cut -> cut > 0 && cut < durationMillis)
                .distinct()
                .sorted()
                .toList();
    }

    boolean hasSpeech() {
        return !transcript.words().isEmpty();
    }
}
