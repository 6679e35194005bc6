package org.backlot.clips.worker.analysis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.backlot.clips.worker.ffmpeg.Cancellation;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.clips.worker.ffmpeg.FfmpegRunner;
import org.backlot.clips.worker.ffmpeg.WorkFolder;
import org.backlot.clips.worker.probe.MediaFacts;

/**
 * Analyses a recording in one go: ffmpeg decodes it once, conforms it to a constant rate, and gives small frames by a
 * pipe and the loudness by a file. What is seen in the frames is decided here.
 */
public final class MediaAnalyzer {
    /** Longest side of the frames that are looked at. */
    private static final int LOOKED_AT = 640;
    /** Faces are looked for in every fourth frame, or more seldom where frames come faster than 30 a second. */
    private static final int FACES_EVERY = 4;

    private static final double FACES_PER_SECOND = 7.5;

    private static final String SOUND_FILE = "sound.txt";
    /** A recording may take twice its length, and never less than this. */
    private static final Duration LEAST_TIME = Duration.ofMinutes(2);

    private final FfmpegRunner ffmpeg;
    private final FaceDetector faces;

    public MediaAnalyzer(FfmpegRunner ffmpeg, FaceDetector faces) {
        this.ffmpeg = ffmpeg;
        this.faces = faces;
    }

    /**
     * @param facts as the probe found them
     * @param work folder for what comes up between
     * @param done hears how much is done, 0 to 1
     * @throws org.backlot.clips.worker.ffmpeg.FfmpegFailed where it could not be decoded, or was cancelled
     */
    public Analysis analyse(
            Path file, MediaFacts facts, WorkFolder work, Cancellation cancellation, DoubleConsumer done)
            throws IOException {
        var picture = facts.picture();
        double scale = Math.min(1, (double) LOOKED_AT / Math.max(picture.width(), picture.height()));
        var looking =
                new Looking(multipleOfFour(picture.width() * scale), multipleOfFour(picture.height() * scale), picture);
        var run = new FfmpegRun()
                .file(file, facts.demuxer())
                .add("-filter_complex", graph(facts, looking))
                .add("-map", "[v]", "-f", "rawvideo", "pipe:1");
        if (facts.sound().isPresent()) {
            run.add("-map", "[a]", "-f", "null", "-");
        }
        ffmpeg.run(
                run.in(work.path())
                        .within(longer(facts.duration().multipliedBy(2), LEAST_TIME))
                        .atMost(Long.MAX_VALUE)
                        .reading(looking::read)
                        .telling(progress -> done.accept(progress.of(facts.duration()))),
                cancellation);
        var cuts = looking.cuts.cuts(picture.rate());
        return new Analysis(
                picture.rate(),
                looking.frames,
                picture.width(),
                picture.height(),
                cuts,
                looking.tracker.tracks(cuts, looking.facesEvery),
                looking.stills,
                facts.sound().isPresent() ? Optional.of(SoundReader.read(work.file(SOUND_FILE))) : Optional.empty(),
                faces.models());
    }

    private static String graph(MediaFacts facts, Looking looking) {
        var graph = "[0:v:0]fps=" + facts.picture().rate() + ":start_time=0,scale=" + looking.width + ":"
                + looking.height + ":flags=bilinear,format=yuv420p[v]";
        return facts.sound().isEmpty() ? graph : graph + ";[0:a:0]" + SoundReader.filters(SOUND_FILE) + "[a]";
    }

    private static int multipleOfFour(double pixels) {
        return Math.max(16, (int) Math.round(pixels / 4) * 4);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Everything that is seen, frame by frame. */
    private final class Looking {
        private final int width;
        private final int height;
        private final double toShown;
        private final int stillEvery;
        private final int facesEvery;
        private final CutDetector cuts = new CutDetector();
        private final FaceTracker tracker;
        private final List<Still> stills = new ArrayList<>();
        private long frames;

        Looking(int width, int height, MediaFacts.Picture picture) {
            this.width = width;
            this.height = height;
            this.toShown = (double) picture.width() / width;
            this.facesEvery =
                    (int) Math.max(FACES_EVERY, Math.round(picture.rate().asDouble() / FACES_PER_SECOND));
            this.stillEvery = (int) Math.max(1, Math.round(picture.rate().asDouble() / 2));
            this.tracker = new FaceTracker(picture.width(), picture.rate());
        }

        void read(InputStream output) throws IOException {
            var frame = new byte[width * height * 3 / 2];
            while (output.readNBytes(frame, 0, frame.length) == frame.length) {
                look(frame);
                frames++;
            }
        }

        private void look(byte[] frame) {
            var small = SmallFrame.of(frame, width, height);
            cuts.accept(small);
            if (frames % stillEvery == 0) {
                stills.add(new Still(frames, small.sharpness(), small.brightness(), small.hash()));
            }
            if (frames % facesEvery == 0) {
                var luma = Arrays.copyOf(frame, width * height);
                tracker.accept(
                        frames,
                        faces.detect(luma, width, height).stream()
                                .map(box -> box.times(toShown))
                                .toList());
            }
        }
    }
}
