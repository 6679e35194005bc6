package org.backlot.clips.api;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.StepId;
import org.jspecify.annotations.Nullable;

/** The kinds of work in a clip job (CLIP section 3). The last two are done once per clip and version. */
public enum StepKind {
    INGEST,
    AUDIO_EXTRACT,
    TRANSCRIBE,
    SCENE_DETECT,
    FACE_TRACK,
    AUDIO_ANALYZE,
    CLIP_SELECT,
    RENDER,
    EXPORT;

    /** Whether it is done once per clip and version, instead of once per job. */
    public boolean perClip() {
        return this == RENDER || this == EXPORT;
    }

    /** Whether the job goes on without it: the analyses help to choose and to frame, and each may have nothing to look at. */
    public boolean mayBeSkipped() {
        return switch (this) {
            case AUDIO_EXTRACT, TRANSCRIBE, SCENE_DETECT, FACE_TRACK, AUDIO_ANALYZE -> true;
            case INGEST, CLIP_SELECT, RENDER, EXPORT -> false;
        };
    }

    /**
     * The one id of this step in a job. It follows from what the step is, so the same work cannot be asked for under two
     * ids.
     *
     * @param clip for which clip and version; given exactly where the kind is {@link #perClip}
     */
    public StepId idIn(JobId job, @Nullable ClipVersion clip) {
        if (perClip() == (clip == null)) {
            throw new IllegalArgumentException(this + (clip == null ? " needs a clip" : " is not done per clip"));
        }
        var name = job + "/" + name() + (clip == null ? "" : "/" + clip);
        return new StepId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }
}
