package org.backlot.clips.api;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a step is, as it is shown (CLIP section 3). */
public enum StepStatus {
    /** Somebody was asked and has not begun. */
    PENDING,
    RUNNING,
    /** An attempt went wrong, and the pause before the next one is not over. */
    WAITING,
    COMPLETED,
    SKIPPED,
    FAILED,
    CANCELLED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
