// Recognisers and downloaders are programs too, and need the same watch as ffmpeg: a time limit, an end when nobody
// wants the result, nobody at the keyboard.
package org.backlot.clips.worker.ffmpeg;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Another program of this machine, run without a shell.
 *
 * @param file absolute
 */
public record Program(Path file) {
    public Program {
        if (!file.isAbsolute()) {
            throw new IllegalArgumentException("A program is found by its whole path: " + file);
        }
    }

    /**
     * The program that a variable names, else the first one of these names on {@code PATH}.
     *
     * @param environment of the process, as {@link System#getenv()} gives it
     */
    public static Optional<Program> find(Map<String, String> environment, String variable, String... names) {
        var named = environment.getOrDefault(variable, "");
        if (!named.isBlank()) {
            return Optional.of(new Program(Path.of(named).toAbsolutePath()));
        }
        for (var name : names) {
            for (var folder : environment.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator))) {
                var file = Path.of(folder, name);
                if (file.isAbsolute() && Files.isExecutable(file)) {
                    return Optional.of(new Program(file));
                }
            }
        }
        return Optional.empty();
    }

    public String name() {
        return String.valueOf(file.getFileName());
    }

    /**
     * Blocks until it has ended, and gives back the lines that it wrote to its output.
     *
     * @param folder that it runs in
     * @throws FfmpegFailed with the reason and its last words
     * @throws IOException where it could not be started
     */
    public List<String> run(List<String> arguments, Path folder, Duration within, Cancellation cancellation)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(file.toString());
        command.addAll(arguments);
        var said = new ArrayList<String>();
        FfmpegRunner.runOther(
                name(),
                command,
                new FfmpegRun().in(folder).within(within).reading(output -> {
                    var lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8));
                    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                        said.add(line);
                    }
                }),
                cancellation);
        return List.copyOf(said);
    }
}
