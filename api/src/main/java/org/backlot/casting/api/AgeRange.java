package org.backlot.casting.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/** How old somebody is, as far as anybody but they themselves may know. Days change at midnight UTC. */
public enum AgeRange {
    UNDER_18("under-18", 0),
    FROM_18("18-25", 18),
    FROM_26("26-35", 26),
    FROM_36("36-50", 36),
    OVER_50("50+", 51);

    /** The age at which nobody consents for somebody any more. */
    public static final int OF_AGE = FROM_18.from;

    private final String wireName;
    private final int from;

    AgeRange(String wireName, int from) {
        this.wireName = wireName;
        this.from = from;
    }

    /** The range of somebody born on a day. */
    public static AgeRange of(LocalDate bornOn, LocalDate today) {
        return Arrays.stream(values())
                .filter(range -> !today.isBefore(bornOn.plusYears(range.from)))
                .reduce((_, later) -> later)
                .orElse(UNDER_18);
    }

    /** The day on which somebody leaves this range; empty for the last. */
    public Optional<LocalDate> left(LocalDate bornOn) {
        return this == OVER_50 ? Optional.empty() : Optional.of(bornOn.plusYears(values()[ordinal() + 1].from));
    }

    public boolean minor() {
        return this == UNDER_18;
    }

    @JsonValue
    public String wireName() {
        return wireName;
    }

    @JsonCreator
    public static AgeRange parse(String name) {
        return Arrays.stream(values())
                .filter(range -> range.wireName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be under-18, 18-25, 26-35, 36-50 or 50+"));
    }
}
