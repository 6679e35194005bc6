package org.backlot.clips.command.job;

import static org.backlot.clips.api.StepKind.AUDIO_ANALYZE;
import static org.backlot.clips.api.StepKind.AUDIO_EXTRACT;
import static org.backlot.clips.api.StepKind.FACE_TRACK;
import static org.backlot.clips.api.StepKind.INGEST;
import static org.backlot.clips.api.StepKind.RENDER;
import static org.backlot.clips.api.StepKind.SCENE_DETECT;
import static org.backlot.clips.api.StepKind.TRANSCRIBE;

import java.util.List;
import org.backlot.clips.api.JobSource;
import org.backlot.clips.api.StepKind;

/** What a step waits for, and whose files it reads. After the ingest three steps run side by side, then two more. */
final class StepGraph {
    /** In the order in which they are asked for when several are due. */
    static final List<StepKind> ONCE_PER_JOB =
            List.of(INGEST, AUDIO_EXTRACT, SCENE_DETECT, FACE_TRACK, TRANSCRIBE, AUDIO_ANALYZE, StepKind.CLIP_SELECT);

    private StepGraph() {}

    /** The steps that must have been done or skipped before. A clip's export waits for its own render. */
    static List<StepKind> before(StepKind kind) {
        return switch (kind) {
            case INGEST -> List.of();
            case AUDIO_EXTRACT, SCENE_DETECT, FACE_TRACK -> List.of(INGEST);
            case TRANSCRIBE, AUDIO_ANALYZE -> List.of(AUDIO_EXTRACT);
            case CLIP_SELECT -> List.of(TRANSCRIBE, SCENE_DETECT, FACE_TRACK, AUDIO_ANALYZE);
            case RENDER -> List.of(StepKind.CLIP_SELECT);
            case EXPORT -> List.of(RENDER);
        };
    }

    /** The steps whose outputs it reads, where there are any. */
    static List<StepKind> reads(StepKind kind) {
        return switch (kind) {
            case INGEST -> List.of();
            case AUDIO_EXTRACT, SCENE_DETECT, FACE_TRACK -> List.of(INGEST);
            case TRANSCRIBE -> List.of(INGEST, AUDIO_EXTRACT);
            case AUDIO_ANALYZE -> List.of(AUDIO_EXTRACT);
            case CLIP_SELECT -> List.of(TRANSCRIBE, SCENE_DETECT, AUDIO_ANALYZE);
            case RENDER -> List.of(INGEST, TRANSCRIBE, SCENE_DETECT, FACE_TRACK, AUDIO_ANALYZE);
            case EXPORT -> List.of(INGEST, RENDER);
        };
    }

    /**
     * Whether it makes no sense without the outputs of that step: material without sound has no energy, and no speech but
     * what somebody has written down.
     */
    static boolean fallsWith(StepKind kind, StepKind skipped, JobSource source) {
        return skipped == AUDIO_EXTRACT && (kind == AUDIO_ANALYZE || (kind == TRANSCRIBE && !source.hasCaptions()));
    }
}
