// A recogniser that comes with its model, so that there is one without a service: weak on anything but clear English.
package org.backlot.clips.worker.step;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.clips.worker.ffmpeg.FfmpegRunner;
import org.backlot.clips.worker.ffmpeg.Program;
import org.backlot.clips.worker.transcript.Transcript;
import org.backlot.clips.worker.transcript.Word;

/** The {@code pocketsphinx_continuous} of CMU Sphinx, as Debian packs it together with an English model. */
public final class Pocketsphinx implements Transcriber {
    /** Environment variable that names the program to take. */
    public static final String CONFIGURED = "BACKLOT_POCKETSPHINX";

    private static final Duration MOST_TIME = Duration.ofHours(2);
    /** {@code "country(2) 1.230 1.780 0.998"}: word, from and to in seconds, how sure. */
    private static final Pattern WORD =
            Pattern.compile("(?<word>\\S+) (?<from>\\d+\\.\\d+) (?<to>\\d+\\.\\d+) \\d+(?:\\.\\d+)?(?:e[-+]?\\d+)?");

    private static final Pattern VARIANT = Pattern.compile("\\(\\d+\\)$");

    private final Program program;
    private final FfmpegRunner ffmpeg;

    /** @param ffmpeg makes the sound into what the program reads */
    Pocketsphinx(Program program, FfmpegRunner ffmpeg) {
        this.program = program;
        this.ffmpeg = ffmpeg;
    }

    /** @param environment of the process, as {@link System#getenv()} gives it */
    static Optional<Transcriber> find(Map<String, String> environment, FfmpegRunner ffmpeg) {
        return Program.find(environment, CONFIGURED, "pocketsphinx_continuous")
                .map(program -> new Pocketsphinx(program, ffmpeg));
    }

    @Override
    public String name() {
        return "pocketsphinx en-us";
    }

    @Override
    public Transcript transcribe(Path audio, StepRoom room) throws IOException {
        var wave = room.folder().file("speech.wav");
        ffmpeg.run(
                new FfmpegRun()
                        .file(audio, AudioExtractStep.DEMUXER)
                        .add("-c:a", "pcm_s16le", "-f", "wav")
                        .to(wave),
                room.cancellation());
        return read(program.run(
                List.of("-infile", wave.toString(), "-time", "yes", "-logfn", "/dev/null"),
                room.folder().path(),
                MOST_TIME,
                room.cancellation()));
    }

    /** Words only: it also writes whole utterances, and marks silence and noise by names in brackets. */
    static Transcript read(List<String> lines) {
        var words = new ArrayList<Word>();
        for (var line : lines) {
            var found = WORD.matcher(line.strip());
            if (found.matches() && Character.isLetterOrDigit(found.group("word").codePointAt(0))) {
                words.add(new Word(
                        VARIANT.matcher(found.group("word")).replaceAll(""),
                        millis(found.group("from")),
                        millis(found.group("to")),
                        false));
            }
        }
        return Transcript.of(words);
    }

    private static long millis(String seconds) {
        return new BigDecimal(seconds).movePointRight(3).longValue();
    }
}
