package org.backlot.clips.worker.step;

import java.io.IOException;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepKind;

/** Finds where shots begin. */
final class SceneDetectStep implements StepWork {
    static final String SCENES = "scenes";

    private final SharedAnalysis analyses;

    SceneDetectStep(SharedAnalysis analyses) {
        this.analyses = analyses;
    }

    @Override
    public StepKind kind() {
        return StepKind.SCENE_DETECT;
    }

    @Override
    public StepOutcome run(StepRoom room) throws IOException, StepRefused {
        return StepOutcome.Done.of(new StepFile(SCENES, analyses.of(room).key().value()));
    }
}
