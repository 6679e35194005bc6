package org.backlot.clips.worker.step;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.backlot.clips.worker.ffmpeg.FfmpegRunner;
import org.backlot.clips.worker.transcript.Transcript;
import org.backlot.shared.Sha256;
import tools.jackson.databind.JsonNode;

/** A service of the shape {@code POST /audio/transcriptions}: OpenAI, Groq, Together, or a whisper of one's own. */
final class OpenAiSpeech extends SpeechService {
    /** Environment variables: the address before {@code /audio/transcriptions}, the key, and the model. */
    static final String URL = "BACKLOT_SPEECH_URL";

    static final String KEY = "BACKLOT_SPEECH_KEY";
    static final String MODEL = "BACKLOT_SPEECH_MODEL";

    /** 25 MB are taken, and the form takes some. */
    private static final long LARGEST = 24_000_000;

    private final URI base;
    private final String key;
    private final String model;

    private OpenAiSpeech(FfmpegRunner ffmpeg, long largest, URI base, String key, String model) {
        super(ffmpeg, largest);
        this.base = base;
        this.key = key;
        this.model = model;
    }

    /**
     * Where an address is given.
     *
     * @param environment of the process, as {@link System#getenv()} gives it
     */
    static Optional<Transcriber> configured(Map<String, String> environment, FfmpegRunner ffmpeg) {
        return configured(environment, ffmpeg, LARGEST);
    }

    static Optional<Transcriber> configured(Map<String, String> environment, FfmpegRunner ffmpeg, long largest) {
        return Optional.ofNullable(environment.get(URL))
                .filter(url -> !url.isBlank())
                .map(url -> new OpenAiSpeech(
                        ffmpeg,
                        largest,
                        URI.create(url.strip().replaceAll("/+$", "") + "/audio/transcriptions"),
                        environment.getOrDefault(KEY, ""),
                        environment.getOrDefault(MODEL, "whisper-large-v3")));
    }

    @Override
    public String name() {
        return model + " at " + base.getHost();
    }

    @Override
    HttpRequest.Builder question(Path audio) throws IOException {
        // Follows from the content, so that nothing in it can be the boundary but by breaking SHA-256.
        var boundary = Sha256.hex(audio);
        var head = field(boundary, "model", model)
                + field(boundary, "response_format", "verbose_json")
                + field(boundary, "timestamp_granularities[]", "word")
                + part(boundary, "file\"; filename=\"audio.flac")
                + "Content-Type: audio/flac\r\n\r\n";
        var question = HttpRequest.newBuilder(base)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.ofFile(audio),
                        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")));
        return key.isEmpty() ? question : question.header("Authorization", "Bearer " + key);
    }

    private static String field(String boundary, String name, String value) {
        return part(boundary, name) + "\r\n" + value + "\r\n";
    }

    private static String part(String boundary, String name) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n";
    }

    @Override
    Transcript answer(JsonNode answer) throws StepRefused {
        // Some models answer with a text alone, and a text has no times to cut by.
        if (!answer.path("words").isArray()) {
            throw new StepRefused("PROVIDER_WITHOUT_TIMES", "The speech service gives no times of words.");
        }
        return Transcript.of(words(answer.path("words"), "word"));
    }
}
