package org.backlot.clips.worker.probe;

import java.time.Duration;
import java.util.Optional;
import org.backlot.clips.worker.ffmpeg.Rational;

/**
 * What a recording is.
 *
 * @param demuxer ffmpeg's name of the container, from the file's first bytes; give it to every later run
 * @param duration as the container says
 * @param bitRate bits per second of all streams together
 * @param picture the first picture stream that is no cover
 * @param sound the first sound stream
 * @param startTimecode as written in the file, such as {@code 01:00:00;00}
 */
public record MediaFacts(
        String demuxer,
        Duration duration,
        long bitRate,
        Picture picture,
        Optional<Sound> sound,
        Optional<String> startTimecode) {

    /**
     * @param codec ffmpeg's name
     * @param width as shown: rotation and the shape of its pixels are taken into account
     * @param height as shown
     * @param rotation clockwise turn that the file asks for: 0, 90, 180 or 270 degrees
     * @param rate frames per second to work at, at most 60; where frames come irregularly, the common rate nearest to
     *     their average
     * @param variableRate whether frames come irregularly, so that they have to be conformed first
     */
    public record Picture(String codec, int width, int height, int rotation, Rational rate, boolean variableRate) {
        public Picture {
            if (width <= 0 || height <= 0 || rotation % 90 != 0 || rotation < 0 || rotation >= 360) {
                throw new IllegalArgumentException("No picture: " + width + "x" + height + " turned by " + rotation);
            }
        }
    }

    /**
     * @param codec ffmpeg's name
     * @param channels 1 for mono, 2 for stereo
     * @param sampleRate samples per second
     */
    public record Sound(String codec, int channels, int sampleRate) {}
}
