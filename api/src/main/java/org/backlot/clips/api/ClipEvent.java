package org.backlot.clips.api;

import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.backlot.media.api.RemovalReason;
import org.backlot.media.api.StorageFolder;
import org.backlot.shared.Event;
import org.backlot.shared.EventName;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ClipId;
import org.backlot.shared.id.CommentId;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.NotPersonal;
import org.backlot.shared.personal.Personal;
import org.backlot.shared.personal.PersonalData;
import org.jspecify.annotations.Nullable;

/** The life of one clip: its versions with what each was made of, its words, what is said about it. */
public sealed interface ClipEvent extends Event {
    ClipId clipId();

    @Override
    default String stream() {
        return "clip/" + clipId();
    }

    /**
     * A stretch of the material became a clip; its first version is being made.
     *
     * @param rank its place among the clips of its job, from 1
     */
    @EventName("clips.ClipPlanned")
    @Revision("1")
    record ClipPlanned(
            ClipId clipId,
            JobId jobId,
            WorkspaceId workspaceId,
            int rank,
            SelectedClip selected,
            RenderSettings render,
            Instant at)
            implements ClipEvent {}

    /** @param version the one that comes */
    @EventName("clips.RerenderRequested")
    @Revision("1")
    record RerenderRequested(
            ClipId clipId,
            JobId jobId,
            int version,
            RenderSettings render,
            AccountId requestedBy,

            @NotPersonal("why work is done again; a form asks to name nobody")
            String reason,

            Instant at)
            implements ClipEvent {}

    /**
     * A version is there as picture and sound.
     *
     * @param tools versions and digests of all that it was made with: with the settings they are the render spec
     */
    @EventName("clips.ClipVersionRendered")
    @Revision("1")
    record ClipVersionRendered(
            ClipId clipId, JobId jobId, int version, List<StepFile> files, List<StepFact> tools, Instant at)
            implements ClipEvent {
        public ClipVersionRendered {
            files = List.copyOf(files);
            tools = List.copyOf(tools);
        }
    }

    /** A version is there in every form in which it goes out. */
    @EventName("clips.ClipVersionExported")
    @Revision("1")
    record ClipVersionExported(ClipId clipId, JobId jobId, int version, List<StepFile> files, Instant at)
            implements ClipEvent {
        public ClipVersionExported {
            files = List.copyOf(files);
        }
    }

    @EventName("clips.ClipVersionFailed")
    @Revision("1")
    record ClipVersionFailed(
            ClipId clipId,
            JobId jobId,
            int version,
            @NotPersonal("a code of ours") String code,
            Instant at) implements ClipEvent {}

    @EventName("clips.ClipWordsEdited")
    @Revision("1")
    record ClipWordsEdited(ClipId clipId, ClipWords words, AccountId editedBy, Instant at) implements ClipEvent {}

    /** @param atMillis of which moment of the clip, in milliseconds from its beginning; null for all of it */
    @EventName("clips.ClipCommented")
    @Revision("1")
    record ClipCommented(
            ClipId clipId,
            CommentId commentId,
            AccountId author,
            @PersonalData(subject = "author") Personal<String> text,
            @Nullable Long atMillis,
            Instant at)
            implements ClipEvent {}

    @EventName("clips.ClipDeleted")
    @Revision("1")
    record ClipDeleted(
            ClipId clipId,
            JobId jobId,
            AccountId deletedBy,

            @NotPersonal("why something is put away; a form asks to name nobody")
            String reason,

            Instant at)
            implements ClipEvent {}

    /**
     * The system removed what the clip alone had, and gave up what it shared with others.
     *
     * @param folders of its own
     */
    @EventName("clips.ClipFilesRemoved")
    @Revision("1")
    record ClipFilesRemoved(
            ClipId clipId,
            JobId jobId,
            WorkspaceId workspaceId,
            List<StorageFolder> folders,
            RemovalReason reason,
            Instant at)
            implements ClipEvent {
        public ClipFilesRemoved {
            folders = List.copyOf(folders);
        }
    }
}
