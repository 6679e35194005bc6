package org.backlot.clips.worker.transcript;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Transcripts as JSON, {@code {"words":[{"text":"Hello,","startMillis":120,"endMillis":480}]}}: how they are kept between
 * steps, and how people bring their own.
 */
public final class TranscriptJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private record File(@Nullable List<@Nullable TimedWord> words) {}

    private record TimedWord(
            @Nullable String text,
            @Nullable Long startMillis,
            @Nullable Long endMillis,
            @Nullable Boolean interpolated) {
        Word word() {
            if (text == null || startMillis == null || endMillis == null) {
                throw new IllegalArgumentException("a word has text, startMillis and endMillis");
            }
            return new Word(text.strip(), startMillis, endMillis, Boolean.TRUE.equals(interpolated));
        }
    }

    private TranscriptJson() {}

    private static Word word(@Nullable TimedWord timed) {
        if (timed == null) {
            throw new IllegalArgumentException("a word is an object");
        }
        return timed.word();
    }

    /** @throws UnreadableTranscript where it is not JSON of this form, or a word makes no sense */
    public static Transcript read(String text) throws UnreadableTranscript {
        try {
            var file = JSON.readValue(text, File.class);
            var words = Optional.ofNullable(file)
                    .map(File::words)
                    .orElseThrow(() -> new UnreadableTranscript("a transcript is an object with words"));
            return Transcript.of(words.stream().map(TranscriptJson::word).toList());
        } catch (JacksonException broken) {
            var at = broken.getLocation();
            throw new UnreadableTranscript(at == null ? 1 : Math.max(1, at.getLineNr()), "is no JSON of a transcript");
        } catch (IllegalArgumentException nonsense) {
            throw new UnreadableTranscript(
                    Optional.ofNullable(nonsense.getMessage()).orElse("a word makes no sense"));
        }
    }

    public static String write(Transcript transcript) {
        return JSON.writeValueAsString(transcript);
    }
}
