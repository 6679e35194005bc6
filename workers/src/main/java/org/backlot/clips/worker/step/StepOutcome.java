package org.backlot.clips.worker.step;

import java.util.List;
import org.backlot.clips.api.SelectedClip;
import org.backlot.clips.api.StepFact;
import org.backlot.clips.api.StepFile;

/** How an attempt ended well. */
public sealed interface StepOutcome {
    /**
     * Something came out.
     *
     * @param clips what was chosen, best first; only of {@code CLIP_SELECT}
     */
    record Done(List<StepFile> outputs, List<StepFact> facts, List<SelectedClip> clips) implements StepOutcome {
        public Done {
            outputs = List.copyOf(outputs);
            facts = List.copyOf(facts);
            clips = List.copyOf(clips);
        }

        static Done of(StepFile... outputs) {
            return new Done(List.of(outputs), List.of(), List.of());
        }
    }

    /** There was nothing to do. */
    record Skipped(String reason) implements StepOutcome {}
}
