package org.backlot.platform.worker.model;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.backlot.platform.worker.service.JsonService;
import org.backlot.platform.worker.service.JsonService.Key;

/** The models that this machine may ask, in the order in which they are to be asked. */
public final class LanguageModels {
    /** Up to three models of OpenAI's shape: {@code …_URL} before {@code /chat/completions}, {@code …_KEY}, {@code …_NAME}. */
    private static final List<String> OPENAI_SHAPED = List.of("BACKLOT_MODEL", "BACKLOT_MODEL_2", "BACKLOT_MODEL_3");

    private static final String GEMINI = "BACKLOT_GEMINI";
    private static final String GEMINI_URL = "https://generativelanguage.googleapis.com/v1beta";
    private static final String PATIENCE = "BACKLOT_MODEL_PATIENCE";
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(30);

    private LanguageModels() {}

    /**
     * Whatever is configured; none where nothing is.
     *
     * @param environment of the process, as {@link System#getenv()} gives it
     * @throws IllegalArgumentException where a model is named by half
     */
    public static List<LanguageModel> configured(Map<String, String> environment, Clock clock) {
        var patience = set(environment, PATIENCE)
                .map(text -> Duration.parse("PT" + text.toUpperCase(Locale.ROOT)))
                .orElse(USUAL_PATIENCE);
        return Stream.concat(
                        OPENAI_SHAPED.stream().flatMap(prefix -> openAi(environment, prefix, patience, clock).stream()),
                        gemini(environment, patience, clock).stream())
                .toList();
    }

    /**
     * One model of OpenAI's shape.
     *
     * @param url the address before {@code /chat/completions}
     * @param strict whether its answers can be held to a schema
     * @param patience how long an answer may take
     */
    public static LanguageModel openAi(
            String url, String key, String model, boolean strict, Duration patience, Clock clock) {
        return new OpenAiModel(new JsonService(model, url, Key.bearer(key), patience, clock), model, strict);
    }

    private static Optional<LanguageModel> openAi(
            Map<String, String> environment, String prefix, Duration patience, Clock clock) {
        return set(environment, prefix + "_URL").map(url -> {
            var model = set(environment, prefix + "_NAME")
                    .orElseThrow(() -> new IllegalArgumentException(
                            prefix + "_NAME has to say which model of " + prefix + "_URL is asked"));
            boolean strict = set(environment, prefix + "_STRICT")
                    .map(Boolean::parseBoolean)
                    .orElse(true);
            return openAi(url, set(environment, prefix + "_KEY").orElse(""), model, strict, patience, clock);
        });
    }

    private static Optional<LanguageModel> gemini(Map<String, String> environment, Duration patience, Clock clock) {
        return set(environment, GEMINI + "_KEY").map(key -> {
            var model = set(environment, GEMINI + "_MODEL")
                    .orElseThrow(() -> new IllegalArgumentException(GEMINI + "_MODEL has to say which model is asked"));
            var url = set(environment, GEMINI + "_URL").orElse(GEMINI_URL);
            return new GeminiModel(new JsonService(model, url, new Key("x-goog-api-key", key), patience, clock), model);
        });
    }

    private static Optional<String> set(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
