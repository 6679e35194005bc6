package org.backlot.clips.worker.step;

import java.io.IOException;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepKind;

/** Follows faces through shots. */
final class FaceTrackStep implements StepWork {
    static final String FACES = "faces";

    private final SharedAnalysis analyses;

    FaceTrackStep(SharedAnalysis analyses) {
        this.analyses = analyses;
    }

    @Override
    public StepKind kind() {
        return StepKind.FACE_TRACK;
    }

    @Override
    public StepOutcome run(StepRoom room) throws IOException, StepRefused {
        var kept = analyses.of(room);
        return kept.facesSought()
                ? StepOutcome.Done.of(new StepFile(FACES, kept.key().value()))
                : new StepOutcome.Skipped("faces cannot be looked for on this machine: OpenCV does not run here");
    }
}
