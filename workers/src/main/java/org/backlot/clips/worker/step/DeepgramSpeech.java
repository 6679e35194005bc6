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
import tools.jackson.databind.JsonNode;

/** Deepgram, {@code POST /v1/listen}. */
final class DeepgramSpeech extends SpeechService {
    /** Environment variables: the key; and where they are not the usual ones, the address and the model. */
    static final String KEY = "BACKLOT_DEEPGRAM_KEY";

    static final String URL = "BACKLOT_DEEPGRAM_URL";
    static final String MODEL = "BACKLOT_DEEPGRAM_MODEL";

    /** 2 GB are taken. */
    private static final long LARGEST = 2_000_000_000;

    private final URI base;
    private final String key;
    private final String model;

    private DeepgramSpeech(FfmpegRunner ffmpeg, long largest, URI base, String key, String model) {
        super(ffmpeg, largest);
        this.base = base;
        this.key = key;
        this.model = model;
    }

    /**
     * Where a key is given.
     *
     * @param environment of the process, as {@link System#getenv()} gives it
     */
    static Optional<Transcriber> configured(Map<String, String> environment, FfmpegRunner ffmpeg) {
        return Optional.ofNullable(environment.get(KEY))
                .filter(key -> !key.isBlank())
                .map(key -> new DeepgramSpeech(
                        ffmpeg,
                        LARGEST,
                        URI.create(environment.getOrDefault(URL, "https://api.deepgram.com")),
                        key.strip(),
                        environment.getOrDefault(MODEL, "nova-3")));
    }

    @Override
    public String name() {
        return "deepgram " + model;
    }

    @Override
    HttpRequest.Builder question(Path audio) throws IOException {
        return HttpRequest.newBuilder(base.resolve(
                        "/v1/listen?model=" + model + "&punctuate=true&smart_format=true&detect_language=true"))
                .header("Authorization", "Token " + key)
                .header("Content-Type", "audio/flac")
                .POST(BodyPublishers.ofFile(audio));
    }

    @Override
    Transcript answer(JsonNode answer) {
        var words = answer.path("results")
                .path("channels")
                .path(0)
                .path("alternatives")
                .path(0)
                .required("words");
        return Transcript.of(words(words, "punctuated_word", "word"));
    }
}
