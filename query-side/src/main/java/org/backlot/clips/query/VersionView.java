package org.backlot.clips.query;

import java.time.Instant;
import java.util.List;
import org.backlot.clips.api.ClipStatus;
import org.backlot.clips.api.RenderSettings;
import org.backlot.clips.api.StepFact;
import org.backlot.clips.api.StepFile;
import org.backlot.shared.id.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * One version of a clip with its render spec.
 *
 * @param render what it was to look like
 * @param tools versions and digests of all that it was made with
 * @param requestedBy who asked for it; absent for the first one
 */
public record VersionView(
        int version,
        ClipStatus status,
        RenderSettings render,
        List<StepFile> files,
        List<StepFact> tools,
        @Nullable AccountId requestedBy,
        @Nullable String reason,
        @Nullable String errorCode,
        Instant createdAt,
        @Nullable Instant readyAt) {
    public VersionView {
        files = List.copyOf(files);
        tools = List.copyOf(tools);
    }
}
