package org.backlot.clips.worker.step;

import java.io.IOException;
import java.time.Duration;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.clips.worker.ffmpeg.FfmpegRunner;

/** Takes the sound out of a recording, as recognisers like it: one channel, 16 kHz, without loss. */
final class AudioExtractStep implements StepWork {
    static final String AUDIO = "audio";
    /** ffmpeg's name of its container. */
    static final String DEMUXER = "flac";

    private static final Duration LEAST_TIME = Duration.ofMinutes(2);
    /** A sound that begins after the picture is preceded by silence, so that a moment is the same in both. */
    private static final String FOR_RECOGNISERS = "aresample=16000:async=1:first_pts=0";

    private final FfmpegRunner ffmpeg;

    AudioExtractStep(FfmpegRunner ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    @Override
    public StepKind kind() {
        return StepKind.AUDIO_EXTRACT;
    }

    @Override
    public StepOutcome run(StepRoom room) throws IOException, StepRefused {
        var facts = SourceFacts.of(room);
        if (facts.media().sound().isEmpty()) {
            return new StepOutcome.Skipped("the material has no sound");
        }
        var key = room.sharedKey("analysis", facts.sha256(), "audio-1.flac");
        if (room.has(key)) {
            return StepOutcome.Done.of(new StepFile(AUDIO, key.value()));
        }
        var source = room.fetchNeeded(IngestStep.SOURCE);
        var file = room.folder().file("audio.flac");
        var length = facts.media().duration();
        ffmpeg.run(
                new FfmpegRun()
                        .file(source, facts.media().demuxer())
                        .add("-map", "0:a:0", "-vn", "-af", FOR_RECOGNISERS, "-ac", "1", "-sample_fmt", "s16")
                        .add("-c:a", "flac", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact")
                        .add("-f", DEMUXER)
                        .to(file)
                        .within(length.compareTo(LEAST_TIME) > 0 ? length : LEAST_TIME)
                        .telling(progress -> room.progress(progress.of(length))),
                room.cancellation());
        return StepOutcome.Done.of(room.store(AUDIO, key, "audio/flac", file));
    }
}
