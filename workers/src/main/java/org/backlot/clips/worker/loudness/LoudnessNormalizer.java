package org.backlot.clips.worker.loudness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.backlot.clips.worker.ffmpeg.Cancellation;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.clips.worker.ffmpeg.FfmpegRunner;
import org.backlot.clips.worker.ffmpeg.WorkFolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings a sound to its loudness and codes it. First {@code loudnorm} in two passes: measured, then raised evenly where
 * the peaks allow it. What comes out is measured as a player would hear it; where it misses, because peaks stood in the
 * way or coding added some, it is raised by what is missing into a limiter that works between samples, up to three times.
 */
public final class LoudnessNormalizer {
    private static final String RATE = "48000";
    private static final String BIT_RATE = "192k";
    /** Said on both sides: between filters that take any, none is chosen. */
    private static final String STEREO = "aformat=channel_layouts=stereo";

    private static final int ATTEMPTS = 3;
    /** loudnorm raises unevenly where the range is wider than it was told. */
    private static final double WIDEST_RANGE = 20;

    private static final double USUAL_RANGE = 11;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final FfmpegRunner ffmpeg;
    private final LoudnessMeter meter;

    public LoudnessNormalizer(FfmpegRunner ffmpeg) {
        this.ffmpeg = ffmpeg;
        this.meter = new LoudnessMeter(ffmpeg);
    }

    /**
     * A coded sound.
     *
     * @param file AAC in MP4, 48 kHz
     * @param loudness as measured in it
     */
    public record Normalized(Path file, Loudness loudness) {}

    /**
     * @param mix uncompressed, as WAV
     * @return the attempt that meets the target, or where none does, the nearest; silence stays silence
     */
    public Normalized normalize(Path mix, LoudnessTarget target, WorkFolder work, Cancellation cancellation)
            throws IOException {
        var measured = firstPass(mix, target, cancellation);
        var attempts = new ArrayList<Normalized>();
        attempts.add(encode(mix, secondPass(measured, target), work.file("sound-0.m4a"), cancellation));
        double input = number(measured, "input_i");
        if (input <= Loudness.SILENCE || attempts.getFirst().loudness().isSilence()) {
            return attempts.getFirst();
        }
        double gain = target.integrated() - input;
        double ceiling = target.aimedTruePeak();
        for (int i = 1; i <= ATTEMPTS && !target.isMetBy(attempts.getLast().loudness()); i++) {
            var last = attempts.getLast().loudness();
            if (i > 1) {
                gain += target.integrated() - last.integrated();
            }
            ceiling -= Math.max(0, last.truePeak() - target.mostTruePeak());
            attempts.add(encode(mix, limited(gain, ceiling), work.file("sound-" + i + ".m4a"), cancellation));
        }
        return attempts.stream()
                .min((one, other) -> Double.compare(target.missedBy(one.loudness()), target.missedBy(other.loudness())))
                .orElseThrow();
    }

    private JsonNode firstPass(Path mix, LoudnessTarget target, Cancellation cancellation) throws IOException {
        var lines = new ArrayList<String>();
        ffmpeg.run(
                new FfmpegRun()
                        .file(mix, "wav")
                        .add("-af", loudnorm(target, USUAL_RANGE) + ":print_format=json", "-f", "null", "-")
                        .logging(lines::add),
                cancellation);
        return JSON.readTree(json(lines));
    }

    /** The JSON stands at the end of the log, its braces on lines of their own. */
    private static String json(List<String> lines) throws IOException {
        int from = lines.lastIndexOf("{");
        int to = lines.lastIndexOf("}");
        if (from < 0 || to < from) {
            throw new IOException("loudnorm did not say what it measured");
        }
        return lines.subList(from, to + 1).stream().collect(Collectors.joining("\n"));
    }

    private static String loudnorm(LoudnessTarget target, double range) {
        return "loudnorm=I=" + decimal(target.integrated()) + ":TP=" + decimal(target.aimedTruePeak()) + ":LRA="
                + decimal(range);
    }

    private static String secondPass(JsonNode measured, LoudnessTarget target) {
        double range = Math.clamp(number(measured, "input_lra") + 0.1, USUAL_RANGE, WIDEST_RANGE);
        if (number(measured, "input_i") <= Loudness.SILENCE) {
            return "anull";
        }
        return loudnorm(target, range) + ":measured_I=" + decimal(number(measured, "input_i")) + ":measured_TP="
                + decimal(number(measured, "input_tp")) + ":measured_LRA=" + decimal(number(measured, "input_lra"))
                + ":measured_thresh=" + decimal(number(measured, "input_thresh")) + ":offset="
                + decimal(number(measured, "target_offset")) + ":linear=true";
    }

    private static String limited(double gain, double ceiling) {
        return "volume=" + decimal(gain) + "dB,aresample=192000,alimiter=level=disabled:attack=2:release=60:limit="
                + decimal(Math.pow(10, ceiling / 20));
    }

    /** -99 for what is minus infinity: its own limits end there. */
    private static double number(JsonNode measured, String name) {
        var text = measured.path(name).asString("");
        return text.contains("inf") || text.contains("nan") || text.isEmpty() ? -99 : Double.parseDouble(text);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private Normalized encode(Path mix, String filter, Path file, Cancellation cancellation) throws IOException {
        ffmpeg.run(
                new FfmpegRun()
                        .file(mix, "wav")
                        .add("-af", STEREO + "," + filter + ",aresample=" + RATE + "," + STEREO)
                        .add("-c:a", "aac", "-b:a", BIT_RATE)
                        .add("-fflags", "+bitexact", "-flags:a", "+bitexact", "-map_metadata", "-1")
                        .to(file),
                cancellation);
        return new Normalized(file, meter.measure(file, "mov", cancellation));
    }
}
