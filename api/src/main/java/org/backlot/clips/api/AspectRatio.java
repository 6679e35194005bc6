package org.backlot.clips.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** The shape of a clip's picture. */
public enum AspectRatio {
    PORTRAIT("9:16"),
    SQUARE("1:1"),
    TALL("4:5"),
    LANDSCAPE("16:9");

    private final String ratio;

    AspectRatio(String ratio) {
        this.ratio = ratio;
    }

    /** Width to height, such as {@code 9:16}. */
    @JsonValue
    public String ratio() {
        return ratio;
    }

    /** @throws IllegalArgumentException for any other ratio */
    @JsonCreator
    public static AspectRatio parse(String ratio) {
        return Arrays.stream(values())
                .filter(one -> one.ratio.equals(ratio))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be 9:16, 1:1, 4:5 or 16:9"));
    }
}
