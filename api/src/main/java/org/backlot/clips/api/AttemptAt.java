package org.backlot.clips.api;

import org.backlot.shared.id.StepId;

/**
 * One attempt at one step: what a result names, and what makes a repeated result none.
 *
 * @param attempt from 1, never used twice in a step's life
 */
public record AttemptAt(StepId stepId, int attempt) {
    public AttemptAt {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempts are counted from 1");
        }
    }

    @Override
    public String toString() {
        return stepId + "/" + attempt;
    }
}
