package org.backlot.clips.worker.ffmpeg;

import java.io.IOException;
import java.nio.file.Path;
import org.backlot.clips.worker.Material;

/** A worker of its own process, for tests that kill it: it runs an ffmpeg that takes an hour, in a work folder. */
final class EndlessFfmpeg {
    static final String RUNS = "runs";

    private EndlessFfmpeg() {}

    /** @param arguments the folder of the work folders */
    public static void main(String[] arguments) throws IOException {
        try (var folder = WorkFolder.under(Path.of(arguments[0]), 0)) {
            Material.ffmpeg()
                    .run(
                            new FfmpegRun()
                                    .in(folder.path())
                                    .add("-re")
                                    .generated("testsrc2=size=64x64:rate=25:duration=3600")
                                    .add("-f", "null", "-")
                                    .telling(_ -> System.out.println(RUNS)),
                            Cancellation.none());
        }
    }
}
