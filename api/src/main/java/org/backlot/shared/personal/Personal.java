package org.backlot.shared.personal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.function.Function;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * A personal value in an event: known, or erased because its subject asked for it. The type makes a reader say what it
 * does with an erased one.
 *
 * @param known the value; absent once erased
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Personal<T>(@JsonProperty("known") @Nullable T known) {
    /** What a view shows in place of an erased value. */
    public static final String ERASED = "[erased]";

    @JsonCreator
    public Personal {}

    public static <T> Personal<T> of(T value) {
        return new Personal<>(value);
    }

    public static <T> Personal<T> erased() {
        return new Personal<>(null);
    }

    public Optional<T> value() {
        return Optional.ofNullable(known);
    }

    /** Throws {@code PERSONAL_DATA_ERASED} where the subject was erased. */
    public T required() {
        return value().orElseThrow(() -> Rejection.of(CommonRejection.PERSONAL_DATA_ERASED));
    }

    /** The value as a view shows it: its text, or {@link #ERASED}. */
    public String shown(Function<T, String> text) {
        return value().map(text).orElse(ERASED);
    }

    /** Never the value: what is personal must not reach a log line. */
    @Override
    public String toString() {
        return known == null ? "Personal[erased]" : "Personal[known]";
    }
}
