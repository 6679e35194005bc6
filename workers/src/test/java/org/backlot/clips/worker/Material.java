// Recordings for tests, made up by ffmpeg itself: what is in them is known to the frame, and nobody owns them.
package org.backlot.clips.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.backlot.clips.worker.ffmpeg.Cancellation;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.clips.worker.ffmpeg.FfmpegRunner;
import org.backlot.clips.worker.ffmpeg.FfmpegSearch;

/** The ffmpeg that comes along, unpacked once per build, and what tests make with it. */
public final class Material {
    private static final FfmpegRunner FFMPEG =
            new FfmpegRunner(new FfmpegSearch(Map.of(), Path.of("target", "programs")).find());

    private Material() {}

    public static FfmpegRunner ffmpeg() {
        return FFMPEG;
    }

    /** The programme of sources one after the other, such as {@code testsrc2=size=320x180:rate=25:duration=2}. */
    public static Path video(Path file, String... sources) {
        return make(file, concat(List.of(sources)), "[v]", List.of());
    }

    /** With a sound beside it, such as {@code sine=frequency=440:duration=2}. */
    public static Path videoWithSound(Path file, String sound, String... sources) {
        return make(file, concat(List.of(sources)) + ";" + sound + "[a]", "[v]", List.of("-map", "[a]", "-c:a", "aac"));
    }

    private static String concat(List<String> sources) {
        var graph = new StringBuilder();
        for (int i = 0; i < sources.size(); i++) {
            graph.append(sources.get(i))
                    .append(",format=yuv420p,setsar=1[s")
                    .append(i)
                    .append("];");
        }
        for (int i = 0; i < sources.size(); i++) {
            graph.append("[s").append(i).append(']');
        }
        return graph.append("concat=n=").append(sources.size()).append("[v]").toString();
    }

    private static Path make(Path file, String graph, String picture, List<String> sound) {
        var run = new FfmpegRun()
                .add("-filter_complex", graph, "-map", picture)
                .add(sound)
                .add("-c:v", "libx264", "-preset", "ultrafast", "-crf", "18", "-g", "50", "-pix_fmt", "yuv420p");
        run(run.to(file));
        return file;
    }

    public static void run(FfmpegRun run) {
        try {
            FFMPEG.run(run, Cancellation.none());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What ffmpeg logs while it reads a file through filters to nowhere. */
    public static List<String> logOf(Path file, String... options) {
        var lines = new ArrayList<String>();
        run(new FfmpegRun()
                .add("-i", file.toString())
                .add(options)
                .add("-f", "null", "-")
                .logging(lines::add));
        return lines;
    }

    /** Check sums of all decoded frames of the picture. */
    public static List<String> frameSums(Path file) {
        var sums = new ArrayList<String>();
        run(new FfmpegRun()
                .add("-i", file.toString(), "-map", "0:v:0", "-f", "framemd5", "pipe:1")
                .reading(output -> new String(output.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .forEach(sums::add)));
        return sums;
    }
}
