// Builds of ffmpeg differ in what they can do, and a bare machine has none. So one is looked for in a fixed order,
// asked what it can do, and one comes along in a jar.
package org.backlot.clips.worker.ffmpeg;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Looks for an ffmpeg: the configured one ({@code BACKLOT_FFMPEG}), else {@code ffmpeg} on {@code PATH} if it draws
 * captions, else the one that was brought along.
 */
public final class FfmpegSearch {
    /** Environment variable that names the program to take. */
    public static final String CONFIGURED = "BACKLOT_FFMPEG";

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(20);
    private static final Pattern VERSION = Pattern.compile("^ffmpeg version (\\S+)");
    /** {@code " TSC overlay  VV->V  Overlay a video source"}: flags, name, pads, text. */
    private static final Pattern FILTER = Pattern.compile("^ [T.][S.][C.]? (\\S+) +\\S*->\\S* .*");
    /** {@code " V....D libx264  H.264"}: kind and flags, name, text. */
    private static final Pattern ENCODER = Pattern.compile("^ [VAS][F.][S.][X.][B.][D.] (\\S+) .*");

    private final Map<String, String> environment;
    private final Path programs;

    /**
     * @param environment of the process, as {@link System#getenv()} gives it
     * @param programs folder to which the one from the jar is unpacked, once
     */
    public FfmpegSearch(Map<String, String> environment, Path programs) {
        this.environment = Map.copyOf(environment);
        this.programs = programs.toAbsolutePath();
    }

    /** @throws FfmpegMissing where the configured one does not run, or none is found */
    public Ffmpeg find() {
        var configured = environment.get(CONFIGURED);
        if (configured != null && !configured.isBlank()) {
            // Somebody has chosen: another one in its place would be a surprise.
            return describe(Path.of(configured));
        }
        var onPath = onPath();
        if (onPath.isPresent() && onPath.get().drawsCaptions()) {
            return onPath.get();
        }
        var packed = PackedFfmpeg.unpack(programs);
        if (packed.isPresent()) {
            return describe(packed.get());
        }
        return onPath.orElseThrow(() -> new FfmpegMissing("There is no ffmpeg on PATH, and none comes along for "
                + System.getProperty("os.name") + " on " + System.getProperty("os.arch") + ": name one in "
                + CONFIGURED + "."));
    }

    private Optional<Ffmpeg> onPath() {
        for (var folder : environment.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator))) {
            var file = Path.of(folder, "ffmpeg");
            if (file.isAbsolute() && Files.isExecutable(file)) {
                try {
                    return Optional.of(describe(file));
                } catch (FfmpegMissing unusable) {
                    // One that does not run is as good as none: the next may.
                }
            }
        }
        return Optional.empty();
    }

    /** @throws FfmpegMissing where it does not run or is no ffmpeg */
    static Ffmpeg describe(Path program) {
        var absolute = program.toAbsolutePath();
        var version = ask(absolute, "-version").stream()
                .map(VERSION::matcher)
                .filter(found -> found.find())
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new FfmpegMissing(absolute + " is no ffmpeg: it does not say its version."));
        return new Ffmpeg(
                absolute,
                version,
                names(ask(absolute, "-filters"), FILTER),
                names(ask(absolute, "-encoders"), ENCODER));
    }

    private static Set<String> names(List<String> lines, Pattern line) {
        return lines.stream()
                .map(line::matcher)
                .filter(found -> found.matches())
                .map(found -> found.group(1))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> ask(Path program, String question) {
        var answer = new ArrayList<String>();
        try {
            FfmpegRunner.runToEnd(
                    List.of(program.toString(), "-nostdin", "-hide_banner", question), ANSWERS_WITHIN, answer);
        } catch (IOException failure) {
            throw new FfmpegMissing(program + " cannot be run: " + failure.getMessage());
        }
        return answer;
    }
}
