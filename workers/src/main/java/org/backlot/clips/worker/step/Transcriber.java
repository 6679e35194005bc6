package org.backlot.clips.worker.step;

import java.io.IOException;
import java.nio.file.Path;
import org.backlot.clips.worker.transcript.Transcript;

/** Hears what is said. */
public interface Transcriber {
    /** What the files it leaves are called by: its name and version, and whatever else decides what it hears. */
    String name();

    /**
     * @param audio FLAC, one channel, 16 kHz
     * @param room folder and cancellation of the attempt
     * @return words with their times; none where nothing is said
     * @throws StepRefused where another attempt would end the same way
     * @throws IOException where another attempt may succeed
     */
    Transcript transcribe(Path audio, StepRoom room) throws IOException, StepRefused;
}
