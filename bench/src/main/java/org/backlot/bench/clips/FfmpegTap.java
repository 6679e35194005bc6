// To do the same work by hand one must know what the work is. So a small script stands where the program looks for its
// ffmpeg, keeps what a job has it do, and is afterwards nothing but a way to it.
package org.backlot.bench.clips;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.backlot.bench.BenchmarkFailed;

/** Stands between the program and its ffmpeg. */
final class FfmpegTap {
    private static final String SCRIPT = """
            #!/bin/sh
            # Names sort by time. A folder is kept by links, for the program deletes its own.
            if [ -e '%1$s/listening' ]; then
              run='%1$s'/runs/$(date +%%s%%N)-$$
              mkdir -p "$run"
              printf '%%s\\0' "$@" >"$run/arguments"
              case "$PWD" in */work/step-*) cp -rl . "$run/folder"; pwd >"$run/was" ;; esac
            fi
            exec '%2$s' "$@"
            """;

    private static final Pattern FOLDER_OF_STEP = Pattern.compile("/[^ :']*/work/step-[^/ :']+");

    private final Path folder;
    private final Path ffmpeg;

    private FfmpegTap(Path folder, Path ffmpeg) {
        this.folder = folder;
        this.ffmpeg = ffmpeg;
    }

    /** @param folder new, on the disk on which the program works */
    static FfmpegTap before(Path ffmpeg, Path folder) throws IOException {
        Files.createDirectories(folder);
        var tap = new FfmpegTap(folder, ffmpeg);
        Files.writeString(tap.program(), SCRIPT.formatted(folder, ffmpeg));
        if (!tap.program().toFile().setExecutable(true)) {
            throw new IOException("cannot be made executable: " + tap.program());
        }
        return tap;
    }

    /** What is to be run in place of ffmpeg. */
    Path program() {
        return folder.resolve("ffmpeg");
    }

    void listen() throws IOException {
        Files.writeString(folder.resolve("listening"), "");
    }

    void hearNoMore() throws IOException {
        Files.delete(folder.resolve("listening"));
    }

    /** What was heard of the one clip that was rendered meanwhile. */
    ByHand ofTheClip() throws IOException {
        var heard = new ArrayList<Heard>();
        try (var runs = Files.list(folder.resolve("runs"))) {
            for (var run : runs.sorted().toList()) {
                heard.add(new Heard(
                        run, List.of(Files.readString(run.resolve("arguments")).split("\0"))));
            }
        }
        var encode = heard.stream()
                .filter(each -> each.arguments().contains("libx264"))
                .findFirst()
                .orElseThrow(() -> new BenchmarkFailed("no clip was rendered while the tap listened"));
        var step = Files.readString(encode.run().resolve("was")).strip();
        var kept = encode.run().resolve("folder");
        var runs = heard.stream()
                .filter(each -> each.arguments().stream().anyMatch(argument -> argument.contains(step)))
                .map(each -> each.arguments().stream()
                        .map(argument -> argument.replace(step, kept.toString()))
                        .toList())
                .toList();
        runs.stream()
                .flatMap(List::stream)
                .filter(argument -> FOLDER_OF_STEP.matcher(argument).find())
                .findFirst()
                .ifPresent(argument -> {
                    throw new BenchmarkFailed("the clip was made of what is gone: " + argument);
                });
        return new ByHand(ffmpeg, kept, runs);
    }

    /** @param run where it is kept */
    private record Heard(Path run, List<String> arguments) {}
}
