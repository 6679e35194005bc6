package org.backlot.clips.worker.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.backlot.clips.worker.ffmpeg.Cancellation;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.clips.worker.ffmpeg.FfmpegRunner;
import org.backlot.clips.worker.ffmpeg.WorkFolder;

/** Listens to a sound that lies by itself, in the same way as {@link MediaAnalyzer} does beside the picture. */
public final class SoundAnalyzer {
    private static final String SOUND_FILE = "energy.txt";
    private static final Duration MOST_TIME = Duration.ofMinutes(20);

    private final FfmpegRunner ffmpeg;

    public SoundAnalyzer(FfmpegRunner ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /**
     * @param demuxer ffmpeg's name of the container
     * @param work folder for what comes up between
     * @throws org.backlot.clips.worker.ffmpeg.FfmpegFailed where it could not be decoded, or was cancelled
     */
    public Sound analyse(Path file, String demuxer, WorkFolder work, Cancellation cancellation) throws IOException {
        ffmpeg.run(
                new FfmpegRun()
                        .file(file, demuxer)
                        .add("-map", "0:a:0", "-af", SoundReader.filters(SOUND_FILE), "-f", "null", "-")
                        .in(work.path())
                        .within(MOST_TIME),
                cancellation);
        return SoundReader.read(work.file(SOUND_FILE));
    }
}
