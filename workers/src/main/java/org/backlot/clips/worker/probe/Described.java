package org.backlot.clips.worker.probe;

import java.time.Duration;
import java.util.Optional;
import org.backlot.clips.worker.probe.MediaFacts.Sound;

/** What a program says of a file, before the frames themselves are looked at. */
record Described(
        Duration duration, long bitRate, Optional<Stream> picture, Optional<Sound> sound, Optional<String> timecode) {

    /**
     * @param width as coded
     * @param pixelShape width of a pixel over its height
     * @param averageRate frames per second, as far as it was said
     */
    record Stream(int index, String codec, int width, int height, double pixelShape, int rotation, double averageRate) {
        int shownWidth() {
            return isTurned() ? height : unsquashed();
        }

        int shownHeight() {
            return isTurned() ? unsquashed() : height;
        }

        private boolean isTurned() {
            return rotation % 180 != 0;
        }

        private int unsquashed() {
            return (int) Math.round(width * pixelShape);
        }
    }
}
