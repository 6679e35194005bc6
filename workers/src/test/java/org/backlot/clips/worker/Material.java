// Recordings for tests, made up by ffmpeg itself: what is in them is known to the frame, and nobody owns them.
package org.backlot.clips.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
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
            new FfmpegRunner(new FfmpegSearch(chosen(), Path.of("target", "programs")).find());

    /** Whoever wants to know whether another ffmpeg does as well names it. */
    private static Map<String, String> chosen() {
        var program = System.getenv(FfmpegSearch.CONFIGURED);
        return program == null ? Map.of() : Map.of(FfmpegSearch.CONFIGURED, program);
    }

    private Material() {}

    public static FfmpegRunner ffmpeg() {
        return FFMPEG;
    }

    /**
     * A source of ffmpeg and how long it is shown.
     *
     * @param source such as {@code testsrc2=size=320x180:rate=25}, with filters behind it
     */
    public record Shot(String source, double seconds) {}

    /** One shot after the other. */
    public static Path video(Path file, Shot... shots) {
        return make(file, List.of(shots), List.of());
    }

    /** With a sound beside them, such as {@code sine=frequency=440:duration=2}. */
    public static Path videoWithSound(Path file, String sound, Shot... shots) {
        return make(file, List.of(shots), List.of(sound));
    }

    private static Path make(Path file, List<Shot> shots, List<String> sound) {
        var run = new FfmpegRun();
        var graph = new StringBuilder();
        for (var shot : shots) {
            run.add("-t", Double.toString(shot.seconds())).generated(shot.source());
        }
        sound.forEach(run::generated);
        for (int i = 0; i < shots.size(); i++) {
            graph.append('[')
                    .append(i)
                    .append("]format=yuv420p,setsar=1[s")
                    .append(i)
                    .append("];");
        }
        for (int i = 0; i < shots.size(); i++) {
            graph.append("[s").append(i).append(']');
        }
        graph.append("concat=n=").append(shots.size()).append("[v]");
        run.add("-filter_complex", graph.toString(), "-map", "[v]");
        if (!sound.isEmpty()) {
            run.add("-map", shots.size() + ":a", "-c:a", "aac");
        }
        run.add("-c:v", "libx264", "-preset", "ultrafast", "-crf", "18", "-g", "50", "-pix_fmt", "yuv420p");
        run(run.to(file));
        return file;
    }

    public static void run(FfmpegRun run) {
        try {
            FFMPEG.run(run.within(Duration.ofSeconds(60)), Cancellation.none());
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
                .reading(output -> new String(output.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .forEach(sums::add)));
        return sums;
    }
}
