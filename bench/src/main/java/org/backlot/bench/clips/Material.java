package org.backlot.bench.clips;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.backlot.clips.worker.ffmpeg.Cancellation;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.clips.worker.ffmpeg.FfmpegRunner;

/**
 * Makes recordings. The face is a picture of an astronaut (NASA, public domain), the voice that of a president (public
 * domain), both as the tests use them.
 */
final class Material {
    private static final int RATE = 25;

    private final FfmpegRunner ffmpeg;
    private final Path face;
    private final Path voice;
    private final Path folder;

    /** @param checkout where the tests' material lies */
    Material(FfmpegRunner ffmpeg, Path checkout, Path folder) {
        this.ffmpeg = ffmpeg;
        var media = checkout.resolve("workers/src/test/resources/media");
        this.face = media.resolve("astronaut.png");
        this.voice = media.resolve("jfk.wav");
        this.folder = folder;
    }

    /**
     * A recording that was made.
     *
     * @param seconds how long it is
     */
    record Recording(Path file, int seconds) {}

    /** 1920 x 1080 at 25 frames and 10 Mbit a second, with a face over a restless, noisy background. */
    Recording large(long seed, int seconds) throws IOException {
        return make("large", 1920, 1080, 800, seed, seconds, "-b:v", "10M", "-maxrate", "12M", "-bufsize", "20M");
    }

    /** The same at 640 x 360: the files differ in their comments, and so are recordings of their own for everybody. */
    List<Path> small(long seed, int seconds, int count, int different) throws IOException {
        var originals = new ArrayList<Recording>();
        for (int number = 0; number < different; number++) {
            originals.add(make("small-" + number, 640, 360, 260, seed + number, seconds, "-crf", "23"));
        }
        var files = new ArrayList<Path>();
        for (int number = 0; number < count; number++) {
            var file = folder.resolve("recording-" + number + ".mp4");
            ffmpeg.run(
                    new FfmpegRun()
                            .file(originals.get(number % different).file(), "mov")
                            .add("-map", "0", "-c", "copy", "-metadata", "comment=" + number)
                            .to(file),
                    Cancellation.none());
            files.add(file);
        }
        return files;
    }

    private Recording make(
            String name, int width, int height, int faceHeight, long seed, int seconds, String... quality)
            throws IOException {
        var shots = Shots.of(seed, seconds);
        var file = folder.resolve(name + ".mp4");
        ffmpeg.run(
                new FfmpegRun()
                        .generated("testsrc2=size=" + width + "x" + height + ":rate=" + RATE + ":duration=" + seconds)
                        .file(face, "image2", "-loop", "1", "-framerate", Integer.toString(RATE))
                        .file(voice, "wav", "-stream_loop", "-1")
                        .add("-filter_complex", shots.graph(width, height, faceHeight, seed))
                        .add("-map", "[picture]", "-map", "2:a")
                        // Some of it is louder, as talk is.
                        .add("-af", "aresample=48000,volume='if(lt(mod(t,17),5),1.6,0.7)':eval=frame")
                        .add("-c:v", "libx264", "-preset", "veryfast", "-g", Integer.toString(2 * RATE))
                        .add(quality)
                        .add("-c:a", "aac", "-ac", "2", "-t", Integer.toString(seconds), "-movflags", "+faststart")
                        .to(file),
                Cancellation.none());
        return new Recording(file, seconds);
    }

    /** What is said, as a SubRip file: a sentence every five seconds. */
    Path captions(int seconds) throws IOException {
        var text = new StringBuilder();
        for (int number = 0; number < seconds / 5; number++) {
            int from = number * 5;
            text.append("""
                    %d
                    00:%02d:%02d,200 --> 00:%02d:%02d,600
                    Sentence number %d says why all of this matters to everybody who listens.

                    """.formatted(number + 1, from / 60, from % 60, (from + 4) / 60, (from + 4) % 60, number + 1));
        }
        return Files.writeString(folder.resolve("captions.srt"), text);
    }
}
