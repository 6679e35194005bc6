package org.backlot.clips.worker.render;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.clips.worker.ffmpeg.Rational;
import org.backlot.clips.worker.probe.MediaFacts;
import org.backlot.clips.worker.reframe.CropPath;
import org.backlot.clips.worker.reframe.ReframePlan;
import org.backlot.clips.worker.reframe.ReframePlan.Frames;

/**
 * The part of the graph that makes the clip's picture of the recording's: conformed to a constant rate, cut to the frame,
 * reframed, and without what was taken out.
 */
final class ClipPicture {
    /** Frames that come irregularly may be shown long: decoding begins earlier, so that the first one is there. */
    private static final double BEFORE = 2;
    /** A transport stream has no index: a seek lands between key frames, and the picture begins with the next one. */
    private static final String WITHOUT_INDEX = "mpegts";

    private static final double KEY_FRAME_WITHIN = 10;
    /** A seek lands a little before the frame that is meant, never on its very beginning. */
    private static final BigDecimal LITTLE = new BigDecimal("0.25");

    private final RenderSpec spec;
    private final MediaFacts facts;
    private final long seekTo;

    ClipPicture(RenderSpec spec, MediaFacts facts) {
        this.spec = spec;
        this.facts = facts;
        double seconds = facts.demuxer().equals(WITHOUT_INDEX) ? KEY_FRAME_WITHIN : spec.variableRate() ? BEFORE : 0;
        long before = Math.round(seconds * spec.rate().asDouble());
        this.seekTo = Math.max(0, spec.kept().span().from() - before);
    }

    void open(Path source, FfmpegRun run) {
        if (seekTo == 0) {
            run.file(source, facts.demuxer());
        } else {
            var seconds = spec.rate().secondsOf(seekTo).subtract(frames(spec.rate(), LITTLE));
            run.file(source, facts.demuxer(), "-ss", seconds.toPlainString());
        }
    }

    private static BigDecimal frames(Rational rate, BigDecimal count) {
        return count.multiply(BigDecimal.valueOf(rate.denominator()))
                .divide(BigDecimal.valueOf(rate.numerator()), 9, RoundingMode.HALF_EVEN);
    }

    /** From input 0 to {@code [picture]}; writes what the graph reads into the folder in which ffmpeg runs. */
    String graph(Path folder) throws IOException {
        var span = spec.kept().span();
        var graph = new StringBuilder("[0:v:0]");
        if (seekTo > 0) {
            // In microseconds: an AVI counts in whole frames.
            graph.append("settb=AVTB,setpts=PTS-")
                    .append(frames(spec.rate(), LITTLE).toPlainString())
                    .append("/TB,");
        }
        graph.append("fps=").append(spec.rate()).append(":start_time=0");
        graph.append(",trim=start_frame=")
                .append(span.from() - seekTo)
                .append(":end_frame=")
                .append(span.to() - seekTo);
        graph.append(',').append(fromZero());
        graph.append(",format=yuv420p").append(reframed(folder));
        if (spec.kept().pieces().size() > 1) {
            graph.append(",select='")
                    .append(between(spec.kept().pieces(), span.from()))
                    .append("',")
                    .append(fromZero());
        }
        return graph.append(",setsar=1[picture]").toString();
    }

    /** Frames lie where their numbers say. */
    private String fromZero() {
        return "setpts=N/(" + spec.rate() + ")/TB";
    }

    private static String between(List<Frames> pieces, long begin) {
        return pieces.stream()
                .map(piece -> "between(n," + (piece.from() - begin) + "," + (piece.to() - 1 - begin) + ")")
                .collect(Collectors.joining("+"));
    }

    private String reframed(Path folder) throws IOException {
        var plan = spec.plan();
        var follow = window("follow", plan.follow(), folder) + scaled(spec.height());
        if (plan.split().isEmpty()) {
            return "," + follow;
        }
        return split(plan.split().get(), follow, folder);
    }

    private String split(ReframePlan.Split split, String follow, Path folder) throws IOException {
        return ",split=3[whole][left][right];[whole]" + follow + "[one];[left]"
                + window("upper", split.upper(), folder) + scaled(spec.height() / 2) + "[above];[right]"
                + window("lower", split.lower(), folder) + scaled(spec.height() / 2)
                + "[below];[above][below]vstack[two];[one][two]overlay=enable='" + between(split.shots(), 0) + "'";
    }

    private String scaled(int height) {
        return ",scale=" + spec.width() + ":" + height + ":flags=bicubic+accurate_rnd+full_chroma_int,setsar=1";
    }

    /** A crop that moves by commands between two frames; exact, for a step of one pixel is a step. */
    private String window(String name, CropPath path, Path folder) throws IOException {
        var first = path.moves().getFirst();
        var crop = "crop@" + name + "=w=" + path.width() + ":h=" + path.height() + ":x=" + first.x() + ":y=" + first.y()
                + ":exact=1";
        if (path.moves().size() == 1) {
            return crop;
        }
        var file = name + ".cmd";
        Files.writeString(folder.resolve(file), commands(name, path));
        return "sendcmd=f=" + file + "," + crop;
    }

    private String commands(String name, CropPath path) {
        var half = frames(spec.rate(), new BigDecimal("0.5"));
        return path.moves().stream()
                .skip(1)
                .map(move -> spec.rate().secondsOf(move.frame()).subtract(half).toPlainString() + " crop@" + name
                        + " x " + move.x() + ", crop@" + name + " y " + move.y() + ";\n")
                .collect(Collectors.joining());
    }
}
