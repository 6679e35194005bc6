package org.backlot.clips.worker.ffmpeg;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the ffprobe that lies beside an ffmpeg. */
public final class FfprobeRunner {
    private final Ffmpeg ffmpeg;

    public FfprobeRunner(Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /** What it says of a file, as JSON; empty where it cannot read it. */
    public Optional<String> describe(Path file, String demuxer, Duration within) throws IOException {
        var command = new ArrayList<>(List.of(ffmpeg.probe().toString(), "-hide_banner", "-v", "quiet"));
        command.addAll(FfmpegRun.ONLY_FILES);
        command.addAll(List.of("-f", demuxer, "-of", "json", "-show_format", "-show_streams"));
        command.addAll(List.of("-i", "file:" + file.toAbsolutePath()));
        var said = new ArrayList<String>();
        FfmpegRunner.runToEnd(command, within, said);
        var json = String.join("\n", said);
        return Optional.of(json).filter(text -> text.contains("\"format\""));
    }
}
