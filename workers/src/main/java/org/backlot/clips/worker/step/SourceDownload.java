// Whoever asks for a page has no way to say what else a program should do: the address is one argument, behind "--".
package org.backlot.clips.worker.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backlot.clips.worker.ffmpeg.Ffmpeg;
import org.backlot.clips.worker.ffmpeg.FfmpegFailed;
import org.backlot.clips.worker.ffmpeg.FfmpegFailed.Reason;
import org.backlot.clips.worker.ffmpeg.Program;

/** Fetches published material with yt-dlp: one recording, of the length and size that are taken. */
public final class SourceDownload {
    /** Environment variable that names the program to take. */
    public static final String CONFIGURED = "BACKLOT_YT_DLP";

    private static final Duration MOST_TIME = Duration.ofMinutes(50);
    private static final String LARGEST = "16G";

    private final Program program;
    private final Ffmpeg ffmpeg;

    /** @param ffmpeg puts picture and sound together, where they are published apart */
    SourceDownload(Program program, Ffmpeg ffmpeg) {
        this.program = program;
        this.ffmpeg = ffmpeg;
    }

    /** @param environment of the process, as {@link System#getenv()} gives it */
    static Optional<SourceDownload> find(Map<String, String> environment, Ffmpeg ffmpeg) {
        return Program.find(environment, CONFIGURED, "yt-dlp").map(program -> new SourceDownload(program, ffmpeg));
    }

    /**
     * @param url as it was checked when the job was made
     * @throws StepRefused where what is published is too long, too large, or live
     * @throws IOException where it could not be fetched: another attempt may succeed
     */
    Path fetch(String url, StepRoom room) throws IOException, StepRefused {
        var file = room.folder().file("download.mp4");
        var arguments = List.of(
                "--ignore-config",
                "--no-cache-dir",
                "--no-playlist",
                "--no-progress",
                "--no-exec",
                "--max-filesize",
                LARGEST,
                "--match-filters",
                "!is_live & duration<=?14400",
                "--format",
                "bv*[height<=2160]+ba/b[height<=2160]",
                "--ffmpeg-location",
                ffmpeg.program().toString(),
                "--merge-output-format",
                "mp4",
                "--remux-video",
                "mp4",
                "--output",
                room.folder().file("download.%(ext)s").toString(),
                "--",
                url);
        try {
            program.run(arguments, room.folder().path(), MOST_TIME, room.cancellation());
        } catch (FfmpegFailed failure) {
            if (failure.reason() == Reason.ERROR) {
                // Its words may hold the address and names of files; they are for the log of the machine only.
                throw new IOException("the download ended with an error", failure);
            }
            throw failure;
        }
        if (!Files.exists(file)) {
            throw new StepRefused(
                    "SOURCE_NOT_TAKEN",
                    "What is published there is live, longer than four hours, or larger than 16 GB.");
        }
        return file;
    }
}
