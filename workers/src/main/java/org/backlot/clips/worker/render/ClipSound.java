package org.backlot.clips.worker.render;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;
import org.backlot.clips.worker.ffmpeg.Cancellation;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.clips.worker.ffmpeg.FfmpegRunner;
import org.backlot.clips.worker.ffmpeg.Rational;
import org.backlot.clips.worker.ffmpeg.WorkFolder;
import org.backlot.clips.worker.probe.MediaFacts;
import org.backlot.clips.worker.reframe.ReframePlan.Frames;

/** Puts the sound of a clip together, to the sample: its pieces, an outro's, or silence where there is none. */
final class ClipSound {
    private static final String AS_STEREO = "aresample=48000,aformat=sample_fmts=fltp:channel_layouts=stereo";
    /** Long enough not to click, too short to be heard. */
    private static final String FADE = "0.005";

    private final FfmpegRunner ffmpeg;

    ClipSound(FfmpegRunner ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /** An outro, and how long its picture is shown. */
    record Outro(Path file, MediaFacts facts, long frames) {}

    /** @return a WAV, exactly as long as the picture */
    Path mix(
            Path source,
            MediaFacts facts,
            KeptFrames kept,
            Rational rate,
            Optional<Outro> outro,
            WorkFolder work,
            Cancellation cancellation)
            throws IOException {
        var run = new FfmpegRun();
        var graph = new StringBuilder();
        int inputs = 0;
        if (facts.sound().isPresent()) {
            run.file(
                    source,
                    facts.demuxer(),
                    "-ss",
                    rate.secondsOf(kept.span().from()).toPlainString());
            pieces(kept, rate, graph, inputs++);
        } else {
            graph.append(silence(rate, kept.count())).append("[clip]");
        }
        if (outro.isPresent()) {
            var ending = outro.get();
            if (ending.facts().sound().isPresent()) {
                run.file(ending.file(), ending.facts().demuxer());
                graph.append(";[")
                        .append(inputs)
                        .append(":a:0]")
                        .append(AS_STEREO)
                        .append(exactly(rate, ending.frames()));
            } else {
                graph.append(';').append(silence(rate, ending.frames()));
            }
            graph.append("[outro];[clip][outro]concat=n=2:v=0:a=1[mix]");
        } else {
            graph.append(";[clip]anull[mix]");
        }
        var mix = work.file("mix.wav");
        ffmpeg.run(
                run.add("-filter_complex", graph.toString(), "-map", "[mix]", "-c:a", "pcm_f32le")
                        .to(mix),
                cancellation);
        return mix;
    }

    private static void pieces(KeptFrames kept, Rational rate, StringBuilder graph, int input) {
        int count = kept.pieces().size();
        graph.append('[')
                .append(input)
                .append(":a:0]")
                .append(AS_STEREO)
                .append(",asplit=")
                .append(count);
        for (int i = 0; i < count; i++) {
            graph.append("[a").append(i).append(']');
        }
        for (int i = 0; i < count; i++) {
            graph.append(";[a")
                    .append(i)
                    .append(']')
                    .append(piece(kept.pieces().get(i), kept.span().from(), rate));
            graph.append("[p").append(i).append(']');
        }
        graph.append(';');
        for (int i = 0; i < count; i++) {
            graph.append("[p").append(i).append(']');
        }
        graph.append("concat=n=").append(count).append(":v=0:a=1[clip]");
    }

    private static String piece(Frames piece, long begin, Rational rate) {
        var from = rate.secondsOf(piece.from() - begin).toPlainString();
        var to = rate.secondsOf(piece.to() - begin).toPlainString();
        var length = rate.secondsOf(piece.count());
        return "atrim=start=" + from + ":end=" + to + ",asetpts=PTS-STARTPTS" + exactly(rate, piece.count())
                + ",afade=t=in:d=" + FADE + ",afade=t=out:d=" + FADE + ":st="
                + length.subtract(new BigDecimal(FADE)).max(BigDecimal.ZERO).toPlainString();
    }

    /** As long as that many frames: filled up with silence, or cut. */
    private static String exactly(Rational rate, long frames) {
        var length = rate.secondsOf(frames).toPlainString();
        return ",apad=whole_dur=" + length + ",atrim=end=" + length;
    }

    private static String silence(Rational rate, long frames) {
        return "anullsrc=channel_layout=stereo:sample_rate=48000,atrim=end="
                + rate.secondsOf(frames).toPlainString();
    }
}
