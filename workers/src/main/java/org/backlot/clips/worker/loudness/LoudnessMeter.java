package org.backlot.clips.worker.loudness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.backlot.clips.worker.ffmpeg.Cancellation;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.clips.worker.ffmpeg.FfmpegRunner;

/** Measures the first sound of a finished file: what a player would decode. */
public final class LoudnessMeter {
    private static final Pattern INTEGRATED = Pattern.compile("^ +I: +(-?[0-9.]+|-?inf|-?nan) LUFS$");
    private static final Pattern PEAK = Pattern.compile("^ +Peak: +(-?[0-9.]+|-?inf|-?nan) dBFS$");
    private static final double NOTHING = -120;

    private final FfmpegRunner ffmpeg;

    public LoudnessMeter(FfmpegRunner ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /** @param demuxer ffmpeg's name of the container */
    public Loudness measure(Path file, String demuxer, Cancellation cancellation) throws IOException {
        var lines = new ArrayList<String>();
        ffmpeg.run(
                new FfmpegRun()
                        .file(file, demuxer)
                        .add("-map", "0:a:0", "-af", "ebur128=peak=true:framelog=verbose", "-f", "null", "-")
                        .logging(lines::add),
                cancellation);
        return read(lines);
    }

    static Loudness read(List<String> lines) {
        double integrated = NOTHING;
        double peak = NOTHING;
        for (var line : lines) {
            var loud = INTEGRATED.matcher(line);
            var high = PEAK.matcher(line);
            if (loud.matches()) {
                integrated = number(loud.group(1));
            } else if (high.matches()) {
                peak = number(high.group(1));
            }
        }
        return new Loudness(integrated, peak);
    }

    private static double number(String text) {
        return text.endsWith("inf") || text.endsWith("nan") ? NOTHING : Double.parseDouble(text);
    }
}
