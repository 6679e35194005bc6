// Why this file exists: a sound track plays one channel of a recording, so it must be known how many there are.
package org.backlot.shared.editorial;

/**
 * The sound of a recording.
 *
 * @param channels how many, numbered from 1
 * @param samplesPerSecond such as 48,000
 */
public record Sound(int channels, int samplesPerSecond) {

    private static final int MOST_CHANNELS = 128;
    private static final int FASTEST = 768_000;

    /** @throws IllegalArgumentException when there is no channel, or no recorder samples like that */
    public Sound {
        if (channels < 1 || channels > MOST_CHANNELS || samplesPerSecond < 1 || samplesPerSecond > FASTEST) {
            throw new IllegalArgumentException(
                    "Sound cannot have " + channels + " channels of " + samplesPerSecond + " samples per second");
        }
    }
}
