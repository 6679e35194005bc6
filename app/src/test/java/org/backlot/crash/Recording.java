package org.backlot.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.backlot.clips.worker.ffmpeg.Cancellation;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.clips.worker.ffmpeg.FfmpegRunner;
import org.backlot.clips.worker.ffmpeg.FfmpegSearch;

/**
 * A recording that was made up, of which is known how many clips it gives: as many as it has sentences. Each of them fills
 * most of six seconds, and no clip may be longer than eight.
 */
record Recording(Path film, Path captions, int clips) {
    static final int SHORTEST_CLIP = 5;
    static final int LONGEST_CLIP = 8;

    private static final int SECONDS_PER_SENTENCE = 6;

    /** Makes one that is like no other of another number, in picture, sound and words. */
    static Recording make(Path folder, int number, int clips) throws IOException {
        Files.createDirectories(folder);
        var film = folder.resolve("talk-" + number + ".mp4");
        var seconds = clips * SECONDS_PER_SENTENCE + 1;
        ffmpeg(folder)
                .run(
                        new FfmpegRun()
                                .generated(picture(number) + "=size=320x180:rate=25:duration=" + seconds)
                                .generated("sine=frequency=%d:beep_factor=4:duration=%d"
                                        .formatted(200 + 10 * number, seconds))
                                .add("-vf", "hue=h=" + 7 * number)
                                .add("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
                                .add("-c:a", "aac", "-shortest")
                                .to(film),
                        Cancellation.none());
        var text = new StringBuilder();
        for (int sentence = 0; sentence < clips; sentence++) {
            text.append("%d\n00:00:%02d,200 --> 00:00:%02d,600\n"
                            .formatted(
                                    sentence + 1,
                                    sentence * SECONDS_PER_SENTENCE,
                                    sentence * SECONDS_PER_SENTENCE + SECONDS_PER_SENTENCE - 1))
                    .append("Sentence %d of recording %d says why this matters to everybody.\n\n"
                            .formatted(sentence + 1, number));
        }
        return new Recording(film, Files.writeString(folder.resolve("talk-" + number + ".srt"), text), clips);
    }

    /** One that takes long to render, or one that does not, in turns. */
    private static String picture(int number) {
        return number % 2 == 0 ? "testsrc2" : "smptebars";
    }

    private static FfmpegRunner ffmpeg(Path folder) {
        return new FfmpegRunner(new FfmpegSearch(Map.of(), folder.resolveSibling("programs")).find());
    }
}
