package org.backlot.clips.app;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.worker.step.StepOutcome;
import org.backlot.clips.worker.step.StepRefused;
import org.backlot.clips.worker.step.StepRoom;
import org.backlot.clips.worker.step.StepWork;
import org.jspecify.annotations.Nullable;

/** Works that are made when the first step is to be done: to look for an ffmpeg, and to unpack one, takes a while. */
final class LateWorks {
    private final Supplier<List<StepWork>> made;
    private @Nullable List<StepWork> works;

    LateWorks(Supplier<List<StepWork>> made) {
        this.made = made;
    }

    /** One for each kind of step. */
    List<StepWork> all() {
        return Arrays.stream(StepKind.values()).<StepWork>map(Late::new).collect(Collectors.toList());
    }

    private synchronized StepWork of(StepKind kind) {
        if (works == null) {
            works = made.get();
        }
        return works.stream()
                .filter(work -> work.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody does " + kind));
    }

    private final class Late implements StepWork {
        private final StepKind kind;

        private Late(StepKind kind) {
            this.kind = kind;
        }

        @Override
        public StepKind kind() {
            return kind;
        }

        @Override
        public StepOutcome run(StepRoom room) throws IOException, StepRefused {
            return of(kind).run(room);
        }
    }
}
