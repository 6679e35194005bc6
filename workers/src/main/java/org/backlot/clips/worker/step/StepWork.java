package org.backlot.clips.worker.step;

import java.io.IOException;
import org.backlot.clips.api.StepKind;

/** One kind of step. The same order may come again, also in another process: what comes out must be the same. */
public interface StepWork {
    StepKind kind();

    /**
     * Does an attempt. Blocks until it is done, or ends soon after it was cancelled.
     *
     * @throws StepRefused where another attempt would end the same way
     * @throws IOException where the machine, the storage or a program failed: another attempt may succeed
     */
    StepOutcome run(StepRoom room) throws IOException, StepRefused;
}
