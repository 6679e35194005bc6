// Services differ in the shape of question and answer; that an answer takes long, is wanted no more, or is a
// refusal, is the same for all of them.
package org.backlot.clips.worker.step;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.backlot.clips.worker.ffmpeg.Cancellation;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.clips.worker.ffmpeg.FfmpegRunner;
import org.backlot.clips.worker.transcript.Transcript;
import org.backlot.clips.worker.transcript.Word;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hears speech by a service on the network. */
abstract sealed class SpeechService implements Transcriber permits OpenAiSpeech, DeepgramSpeech {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(10);
    private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(20);
    private static final Duration PIECE = Duration.ofMinutes(10);
    private static final String PIECES = "piece-%04d.flac";
    private static final String LIST = "pieces.csv";
    private static final long LOOKS_UP_EVERY_MILLIS = 200;

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECTS_WITHIN)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final FfmpegRunner ffmpeg;
    private final long largest;

    /**
     * @param ffmpeg cuts a sound that is too large
     * @param largest how many bytes the service takes at once
     */
    SpeechService(FfmpegRunner ffmpeg, long largest) {
        this.ffmpeg = ffmpeg;
        this.largest = largest;
    }

    /** A part of a sound, and when it begins. */
    private record Piece(Path file, long startMillis) {}

    /** The question about one sound. */
    abstract HttpRequest.Builder question(Path audio) throws IOException;

    /** The words of an answer. */
    abstract Transcript answer(JsonNode answer) throws StepRefused;

    @Override
    public Transcript transcribe(Path audio, StepRoom room) throws IOException, StepRefused {
        var pieces = Files.size(audio) <= largest ? List.of(new Piece(audio, 0)) : cut(audio, room);
        var words = new ArrayList<Word>();
        for (var piece : pieces) {
            for (var word : heard(piece.file(), room).words()) {
                words.add(new Word(
                        word.text(),
                        word.startMillis() + piece.startMillis(),
                        word.endMillis() + piece.startMillis(),
                        false));
            }
            room.progress((double) (pieces.indexOf(piece) + 1) / pieces.size());
        }
        return Transcript.of(words);
    }

    /** A word that lies on a cut may be lost; there are few cuts, and half of them fall between words. */
    private List<Piece> cut(Path audio, StepRoom room) throws IOException {
        ffmpeg.run(
                new FfmpegRun()
                        .file(audio, AudioExtractStep.DEMUXER)
                        .add("-c:a", "flac", "-f", "segment", "-segment_time", Long.toString(PIECE.toSeconds()))
                        .add("-reset_timestamps", "1", "-segment_list", LIST, "-segment_list_type", "csv")
                        .to(room.folder().file(PIECES))
                        .in(room.folder().path()),
                room.cancellation());
        var pieces = new ArrayList<Piece>();
        for (var line : Files.readAllLines(room.folder().file(LIST))) {
            var columns = List.of(line.split(","));
            pieces.add(new Piece(
                    room.folder().file(columns.getFirst()),
                    new BigDecimal(columns.get(1)).movePointRight(3).longValue()));
        }
        return pieces;
    }

    private Transcript heard(Path audio, StepRoom room) throws IOException, StepRefused {
        var response = ask(question(audio).timeout(ANSWERS_WITHIN).build(), room.cancellation());
        requireAnswered(response.statusCode());
        try {
            return answer(JSON.readTree(response.body()));
        } catch (JacksonException | ArithmeticException | IllegalArgumentException nonsense) {
            throw new IOException("the speech service has answered something else than words", nonsense);
        }
    }

    private HttpResponse<String> ask(HttpRequest request, Cancellation cancellation) throws IOException {
        var asked = http.sendAsync(request, BodyHandlers.ofString());
        try {
            while (true) {
                try {
                    return asked.get(LOOKS_UP_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException notYet) {
                    if (cancellation.isCancelled()) {
                        throw new IOException("cancelled while a speech service was listening", notYet);
                    }
                }
            }
        } catch (ExecutionException failed) {
            throw new IOException("the speech service cannot be reached", failed.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a speech service was listening", e);
        } finally {
            asked.cancel(true);
        }
    }

    // What it says beside the number is for its own customers, and may quote the key.
    private static void requireAnswered(int status) throws IOException, StepRefused {
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            throw new StepRefused("PROVIDER_KEY_REFUSED", "The speech service does not take the key of this system.");
        }
        if (status == TOO_MANY || status == REQUEST_TIMEOUT || status >= SERVER_ERROR) {
            throw new IOException("the speech service has no time (" + status + ")");
        }
        if (status != OK) {
            throw new StepRefused("PROVIDER_REFUSED", "The speech service refuses the sound (" + status + ").");
        }
    }

    /** Words whose times are seconds, as both shapes have them. */
    static List<Word> words(JsonNode words, String... texts) {
        var read = new ArrayList<Word>();
        for (var word : words) {
            var text = text(word, texts);
            if (!text.isBlank()) {
                long from = millis(word.required("start"));
                read.add(new Word(text.strip(), from, Math.max(from, millis(word.required("end"))), false));
            }
        }
        return read;
    }

    private static String text(JsonNode word, String... names) {
        for (var name : names) {
            if (word.hasNonNull(name)) {
                return word.get(name).asString();
            }
        }
        return "";
    }

    private static long millis(JsonNode seconds) {
        BigDecimal exact = seconds.decimalValue();
        return exact.movePointRight(3).longValue();
    }
}
