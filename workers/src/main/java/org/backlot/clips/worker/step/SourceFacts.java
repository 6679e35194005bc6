// Every step after the first needs to know what the recording is, and none should have to find out again.
package org.backlot.clips.worker.step;

import java.io.IOException;
import org.backlot.clips.worker.probe.MediaFacts;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was found out about a recording as it came in; kept as JSON.
 *
 * @param sha256 of the file, hexadecimal: whatever follows from the recording alone is kept under it
 * @param bytes size of the file
 */
record SourceFacts(String sha256, long bytes, MediaFacts media) {
    /** The name of this file among the outputs of the ingest. */
    static final String NAME = "facts";

    private static final JsonMapper JSON = JsonMapper.shared();

    SourceFacts {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits");
        }
    }

    /** Of the recording that a step works on. */
    static SourceFacts of(StepRoom room) throws IOException, StepRefused {
        var json = room.readInput(NAME).orElseThrow(() -> StepRoom.missing(NAME));
        return JSON.readValue(json, SourceFacts.class);
    }

    String json() {
        return JSON.writeValueAsString(this);
    }
}
