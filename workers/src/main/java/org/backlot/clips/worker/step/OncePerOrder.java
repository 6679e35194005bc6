// The same order comes again: delivered twice, or because the worker that had it was killed after it had stored all and
// before it could say so. Then what it left is the answer.
package org.backlot.clips.worker.step;

import java.io.IOException;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.worker.step.StepOutcome.Done;
import org.backlot.media.api.StorageKey;
import org.backlot.shared.Sha256;
import tools.jackson.databind.json.JsonMapper;

/** Keeps how a step ended well, beside its files; does it again only where one of them is gone. */
final class OncePerOrder implements StepWork {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final StepWork work;
    private final String madeBy;

    /** @param madeBy whatever else than its order decides what comes out, such as versions of programs */
    OncePerOrder(StepWork work, String madeBy) {
        this.work = work;
        this.madeBy = madeBy;
    }

    @Override
    public StepKind kind() {
        return work.kind();
    }

    @Override
    public StepOutcome run(StepRoom room) throws IOException, StepRefused {
        var key = key(room);
        var before = room.read(key).map(json -> JSON.readValue(json, Done.class));
        if (before.filter(done -> isThere(done, room)).isPresent()) {
            return before.get();
        }
        var outcome = work.run(room);
        if (outcome instanceof Done done) {
            room.store("outcome", key, "application/json", JSON.writeValueAsBytes(done));
        }
        return outcome;
    }

    private static boolean isThere(Done done, StepRoom room) {
        return done.outputs().stream().allMatch(file -> room.has(new StorageKey(file.key())));
    }

    private StorageKey key(StepRoom room) {
        var order = room.order();
        var asked = String.join("\n", order.kind().name(), order.inputs().toString(), order.settings(), madeBy);
        return room.ownKey("outcome-" + Sha256.hex(asked).substring(0, 16) + ".json");
    }
}
