package org.backlot.clips.worker.selection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.backlot.clips.api.ClipWords;
import org.backlot.clips.api.SelectedClip;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what a model says about clips (CLP-5). It may put them in another order and give them other words. An answer that
 * says anything else, leaves one out, names one twice or speaks of a time is refused as a whole, and our own order stands.
 */
final class Ranking {
    private static final int LONGEST = 200_000;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private record Answer(@Nullable List<@Nullable Place> order) {}

    private record Place(
            @Nullable Integer number,
            @Nullable String title,
            @Nullable String description,
            @Nullable List<String> hashtags) {}

    private Ranking() {}

    /** The clips in the order and with the words of the answer; empty where it is refused. */
    static Optional<List<SelectedClip>> read(String answer, List<SelectedClip> clips) {
        if (answer.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return ordered(JSON.readValue(answer, Answer.class), clips);
        } catch (JacksonException | IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    private static Optional<List<SelectedClip>> ordered(@Nullable Answer answer, List<SelectedClip> clips) {
        if (answer == null || answer.order() == null || answer.order().size() != clips.size()) {
            return Optional.empty();
        }
        var seen = new HashSet<Integer>();
        var ranked = new ArrayList<SelectedClip>();
        for (var place : answer.order()) {
            var number = place == null ? null : place.number();
            if (place == null || number == null || number < 1 || number > clips.size() || !seen.add(number)) {
                return Optional.empty();
            }
            ranked.add(worded(clips.get(number - 1), place));
        }
        return Optional.of(List.copyOf(ranked));
    }

    private static SelectedClip worded(SelectedClip own, Place place) {
        var before = own.words();
        var words = new ClipWords(
                Optional.ofNullable(place.title()).orElse(before.title()),
                Optional.ofNullable(place.description()).orElse(before.description()),
                Optional.ofNullable(place.hashtags()).orElse(before.hashtags()));
        return new SelectedClip(own.startMillis(), own.endMillis(), words, own.score(), own.parts());
    }
}
