package org.backlot.clips.api;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What a job is asked for.
 *
 * @param maxClips at most so many clips, 1 to 30
 * @param minSeconds no clip is shorter, at least 5
 * @param maxSeconds no clip is longer, at most 600
 * @param render what the first version of each clip looks like
 * @param autoPublish whether what is rendered goes out without another word
 */
public record JobSettings(int maxClips, int minSeconds, int maxSeconds, RenderSettings render, boolean autoPublish) {
    public static final int MOST_CLIPS = 30;
    public static final int SHORTEST = 5;
    public static final int LONGEST = 600;

    private static final long MILLIS = 1000;

    public JobSettings {
        if (maxClips < 1 || maxClips > MOST_CLIPS) {
            throw new IllegalArgumentException("maxClips must be 1 to " + MOST_CLIPS);
        }
        if (minSeconds < SHORTEST || maxSeconds > LONGEST || minSeconds > maxSeconds) {
            throw new IllegalArgumentException(
                    "clipDuration must lie between %d and %d seconds, min not above max".formatted(SHORTEST, LONGEST));
        }
    }

    @JsonIgnore
    public long shortestMillis() {
        return minSeconds * MILLIS;
    }

    @JsonIgnore
    public long longestMillis() {
        return maxSeconds * MILLIS;
    }
}
