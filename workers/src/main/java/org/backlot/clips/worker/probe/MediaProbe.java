package org.backlot.clips.worker.probe;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.backlot.clips.worker.ffmpeg.Cancellation;
import org.backlot.clips.worker.ffmpeg.FfmpegFailed;
import org.backlot.clips.worker.ffmpeg.FfmpegFailed.Reason;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.clips.worker.ffmpeg.FfmpegRunner;
import org.backlot.clips.worker.ffmpeg.FfprobeRunner;
import org.backlot.clips.worker.ffmpeg.Rational;
import org.backlot.clips.worker.probe.MediaFacts.Picture;

/** Says what a file is. Reads its first bytes, its header, its first and its last seconds; never the whole. */
public final class MediaProbe {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(60);
    private static final Duration LOOKED_AT = Duration.ofSeconds(20);
    private static final Duration BEFORE_THE_END = Duration.ofSeconds(3);
    private static final int FASTEST = 60;

    private final FfmpegRunner ffmpeg;
    private final MediaLimits limits;

    public MediaProbe(FfmpegRunner ffmpeg, MediaLimits limits) {
        this.ffmpeg = ffmpeg;
        this.limits = limits;
    }

    /**
     * @throws MediaRefused where it is no recording we take; the same file is refused again
     * @throws IOException where the machine failed, or it was cancelled: another attempt may succeed
     */
    public MediaFacts probe(Path file, Cancellation cancellation) throws IOException, MediaRefused {
        var container = Container.of(file);
        var described = describe(file, container, cancellation);
        var stream = described.picture().orElseThrow(() -> new MediaRefused(MediaRefusal.NO_PICTURE));
        limits.checkCodec(stream.codec());
        var times = frameTimes(file, container, stream, cancellation);
        var facts = facts(file, container, described, stream, times);
        limits.check(facts, times.count());
        checkEnd(file, container, facts, cancellation);
        return facts;
    }

    private Described describe(Path file, Container container, Cancellation cancellation)
            throws IOException, MediaRefused {
        if (Files.isExecutable(ffmpeg.ffmpeg().probe())) {
            var json = new FfprobeRunner(ffmpeg.ffmpeg())
                    .describe(file, container.demuxer(), ANSWERS_WITHIN)
                    .orElseThrow(() -> new MediaRefused(MediaRefusal.DAMAGED));
            return FfprobeJson.read(json);
        }
        var lines = new ArrayList<String>();
        // Copies nothing to nowhere: the header is read and printed.
        var print = new FfmpegRun()
                .file(file, container.demuxer())
                .add("-map", "0:v?", "-map", "0:a?", "-c", "copy", "-t", "0", "-f", "null", "-")
                .within(ANSWERS_WITHIN)
                .logging(lines::add);
        runOrRefuse(print, lines, cancellation);
        return FfmpegPrint.read(lines);
    }

    /** A file without picture and sound ends in an error too, but not because it is damaged. */
    private void runOrRefuse(FfmpegRun run, List<String> lines, Cancellation cancellation)
            throws IOException, MediaRefused {
        try {
            ffmpeg.run(run, cancellation);
        } catch (FfmpegFailed failure) {
            if (failure.reason() != Reason.ERROR) {
                throw failure;
            }
            if (lines.stream().noneMatch(line -> line.startsWith("Input #0"))) {
                throw new MediaRefused(MediaRefusal.DAMAGED, lastOf(failure));
            }
        }
    }

    private static String lastOf(FfmpegFailed failure) {
        return failure.lastLines().isEmpty()
                ? "no reason given"
                : failure.lastLines().getLast();
    }

    private FrameTimes frameTimes(Path file, Container container, Described.Stream stream, Cancellation cancellation)
            throws IOException, MediaRefused {
        var times = new FrameTimes();
        try {
            ffmpeg.run(
                    new FfmpegRun()
                            .file(file, container.demuxer())
                            .add("-map", "0:" + stream.index(), "-c", "copy", "-t", seconds(LOOKED_AT))
                            .add("-f", "framecrc", "pipe:1")
                            .within(ANSWERS_WITHIN)
                            .reading(output -> output.transferTo(new LineStream(times::accept))),
                    cancellation);
        } catch (FfmpegFailed failure) {
            if (failure.reason() != Reason.ERROR) {
                throw failure;
            }
            throw new MediaRefused(MediaRefusal.DAMAGED, lastOf(failure));
        }
        return times;
    }

    private static MediaFacts facts(
            Path file, Container container, Described described, Described.Stream stream, FrameTimes times)
            throws IOException, MediaRefused {
        var rate = times.rate()
                .or(() -> Rational.common(stream.averageRate()))
                .orElseThrow(() -> new MediaRefused(
                        times.count() < 2 ? MediaRefusal.TOO_SHORT : MediaRefusal.DAMAGED, "frames have no times"));
        if (stream.shownWidth() <= 0 || stream.shownHeight() <= 0) {
            throw new MediaRefused(MediaRefusal.DAMAGED, "the picture has no size");
        }
        return new MediaFacts(
                container.demuxer(),
                described.duration(),
                bitRate(file, described),
                new Picture(
                        stream.codec(),
                        stream.shownWidth(),
                        stream.shownHeight(),
                        stream.rotation(),
                        workedAt(rate),
                        times.areIrregular()),
                described.sound(),
                described.timecode());
    }

    /** Slow motion is recorded at more than anybody shows: halved until it is at most sixty. */
    private static Rational workedAt(Rational rate) {
        var slower = rate;
        while (slower.numerator() > FASTEST * slower.denominator()) {
            slower = new Rational(slower.numerator(), 2 * slower.denominator());
        }
        return slower;
    }

    /** As said, else from its size: a header may leave it out. */
    private static long bitRate(Path file, Described described) throws IOException {
        long milliseconds = described.duration().toMillis();
        return described.bitRate() > 0 || milliseconds == 0
                ? described.bitRate()
                : Files.size(file) * 8_000 / milliseconds;
    }

    /** Where the last seconds hold no frame, the file was cut off, whatever its header says. */
    private void checkEnd(Path file, Container container, MediaFacts facts, Cancellation cancellation)
            throws IOException, MediaRefused {
        var from = facts.duration().minus(BEFORE_THE_END);
        var seek = from.isPositive() ? seconds(from) : "0";
        var frames = new AtomicLong();
        Optional<String> error = Optional.empty();
        try {
            ffmpeg.run(
                    new FfmpegRun()
                            .file(file, container.demuxer(), "-ss", seek)
                            .add("-map", "0:v:0", "-an", "-f", "null", "-")
                            .within(ANSWERS_WITHIN)
                            .telling(progress -> frames.set(progress.frames())),
                    cancellation);
        } catch (FfmpegFailed failure) {
            if (failure.reason() != Reason.ERROR) {
                throw failure;
            }
            error = Optional.of(lastOf(failure));
        }
        long expected =
                facts.picture().rate().nearestFrame(facts.duration().minus(from.isPositive() ? from : Duration.ZERO));
        // Half of them: the sound may go on for a moment after the last frame.
        boolean tooFew = frames.get() * 2 < expected && !facts.picture().variableRate();
        if (error.isPresent() || tooFew || frames.get() == 0) {
            throw new MediaRefused(
                    MediaRefusal.TRUNCATED, error.orElse(frames.get() + " of " + expected + " frames at its end"));
        }
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).toPlainString();
    }
}
