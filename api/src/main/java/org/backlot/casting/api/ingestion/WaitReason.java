package org.backlot.casting.api.ingestion;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why nothing has become of a post yet. */
public enum WaitReason {
    /** It is not well formed, and there is no model that could read it. */
    PROVIDER_NOT_CONFIGURED,
    /** The model is away, has no time, or does not take our key. */
    PROVIDER_UNAVAILABLE,
    /** What the model has answered is not in the post, or not of the form that was asked for. */
    ANSWER_REFUSED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
