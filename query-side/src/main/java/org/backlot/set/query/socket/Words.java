// Why this file exists: the types of frames and the states of a unit are few, so the binary form numbers them.
package org.backlot.set.query.socket;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What {@code type}, {@code status} and {@code kinds} say, and its numbers in the binary form. */
final class Words {
    /** A word's place is its number, for ever: new ones are added at the end. */
    static final List<String> NUMBERED = List.of(
            "IDLE",
            "ROLLING",
            "state",
            "rolling",
            "cut",
            "circled",
            "scene-completed",
            "incident",
            "mission-clock",
            "beat",
            "clock",
            "accepted",
            "refused",
            "degraded",
            "left",
            "join",
            "leave",
            "roll",
            "presence",
            "move",
            "seen");

    private static final Map<String, Integer> NUMBERS = IntStream.range(0, NUMBERED.size())
            .boxed()
            .collect(Collectors.toUnmodifiableMap(NUMBERED::get, Function.identity()));

    private Words() {}

    static OptionalLong number(String word) {
        var number = NUMBERS.get(word);
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    static Optional<String> numbered(long number) {
        return number >= 0 && number < NUMBERED.size() ? Optional.of(NUMBERED.get((int) number)) : Optional.empty();
    }
}
