package org.backlot.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.backlot.clips.worker.ffmpeg.Cancellation;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.clips.worker.ffmpeg.FfmpegRunner;
import org.backlot.clips.worker.ffmpeg.FfmpegSearch;

/** Small recordings, made up by ffmpeg. */
final class TestFilms {
    private static final FfmpegRunner FFMPEG =
            new FfmpegRunner(new FfmpegSearch(Map.of(), Path.of("target", "programs")).find());

    private TestFilms() {}

    static FfmpegRunner ffmpeg() {
        return FFMPEG;
    }

    /** A picture, another one from the sixth second on: without sound, that is where clips begin and end. */
    static FfmpegRun picture(int seconds) {
        return new FfmpegRun()
                .generated("testsrc2=size=160x90:rate=25:duration=" + seconds
                        + ",negate=enable='gte(mod(t,12),6)',format=yuv420p");
    }

    static Path made(Path file, FfmpegRun run) throws IOException {
        FFMPEG.run(
                run.add("-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-c:a", "aac")
                        .to(file),
                Cancellation.none());
        return file;
    }

    static Path silent(Path file, int seconds) throws IOException {
        return made(file, picture(seconds));
    }

    static Path soundAlone(Path file) throws IOException {
        return made(file, new FfmpegRun().generated("sine=duration=2"));
    }
}
