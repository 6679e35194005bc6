package org.backlot.clips.command.clip;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.backlot.clips.api.ClipCommand.CommentClip;
import org.backlot.clips.api.ClipCommand.DeleteClip;
import org.backlot.clips.api.ClipCommand.EditClipWords;
import org.backlot.clips.api.ClipCommand.PlanClip;
import org.backlot.clips.api.ClipCommand.RecordVersionExported;
import org.backlot.clips.api.ClipCommand.RecordVersionFailed;
import org.backlot.clips.api.ClipCommand.RecordVersionRendered;
import org.backlot.clips.api.ClipCommand.RequestRerender;
import org.backlot.clips.api.ClipEvent;
import org.backlot.clips.api.ClipEvent.ClipCommented;
import org.backlot.clips.api.ClipEvent.ClipDeleted;
import org.backlot.clips.api.ClipEvent.ClipFilesRemoved;
import org.backlot.clips.api.ClipEvent.ClipPlanned;
import org.backlot.clips.api.ClipEvent.ClipVersionExported;
import org.backlot.clips.api.ClipEvent.ClipVersionFailed;
import org.backlot.clips.api.ClipEvent.ClipVersionRendered;
import org.backlot.clips.api.ClipEvent.ClipWordsEdited;
import org.backlot.clips.api.ClipEvent.RerenderRequested;
import org.backlot.clips.api.ClipStanding;
import org.backlot.clips.api.ClipVersion;
import org.backlot.clips.api.ClipVersionOrder;
import org.backlot.clips.api.ClipWords;
import org.backlot.clips.api.ClipsRejection;
import org.backlot.clips.api.RenderSettings;
import org.backlot.clips.api.StepKind;
import org.backlot.media.api.RemovalReason;
import org.backlot.media.api.StorageFolder;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.CommentId;
import org.backlot.shared.id.JobId;

/**
 * The life of one clip (CLP-7): versions one after the other, words that are edited, comments that stay. The stretch of the
 * material is chosen once and does not move.
 */
sealed interface Clip {
    /** How far a version is. */
    enum Stage {
        IN_WORK,
        RENDERED,
        READY,
        FAILED
    }

    /** Whether it is shown, and whether its files are still there. */
    enum Presence {
        THERE,
        DELETED,
        FILES_REMOVED
    }

    record Unplanned() implements Clip {}

    /**
     * @param render what the newest version looks like
     * @param versions each with its stage, oldest first
     */
    record Planned(
            ClipPlanned facts,
            ClipWords words,
            RenderSettings render,
            Map<Integer, Stage> versions,
            Map<CommentId, ClipCommented> comments,
            Presence presence)
            implements Clip {
        boolean deleted() {
            return presence != Presence.THERE;
        }

        int newest() {
            return versions.size();
        }

        private Planned version(int number, Stage stage) {
            var all = new LinkedHashMap<>(versions);
            all.put(number, stage);
            return new Planned(facts, words, render, all, comments, presence);
        }

        private Planned looking(RenderSettings other) {
            return new Planned(facts, words, other, versions, comments, presence);
        }

        private Planned worded(ClipWords other) {
            return new Planned(facts, other, render, versions, comments, presence);
        }

        private Planned in(Presence other) {
            return new Planned(facts, words, render, versions, comments, other);
        }

        private Planned commented(ClipCommented comment) {
            var all = new HashMap<>(comments);
            all.put(comment.commentId(), comment);
            return new Planned(facts, words, render, versions, all, presence);
        }
    }

    static Clip unplanned() {
        return new Unplanned();
    }

    default Clip evolve(ClipEvent event) {
        return switch (event) {
            case ClipPlanned e ->
                new Planned(e, e.selected().words(), e.render(), Map.of(1, Stage.IN_WORK), Map.of(), Presence.THERE);
            case RerenderRequested e -> planned().looking(e.render()).version(e.version(), Stage.IN_WORK);
            case ClipVersionRendered e -> planned().version(e.version(), Stage.RENDERED);
            case ClipVersionExported e -> planned().version(e.version(), Stage.READY);
            case ClipVersionFailed e -> planned().version(e.version(), Stage.FAILED);
            case ClipWordsEdited e -> planned().worded(e.words());
            case ClipCommented e -> planned().commented(e);
            case ClipDeleted _ -> planned().in(Presence.DELETED);
            case ClipFilesRemoved _ -> planned().in(Presence.FILES_REMOVED);
        };
    }

    /** Begins a clip; again it does nothing. */
    default List<ClipEvent> plan(PlanClip command, Instant now) {
        return switch (this) {
            case Unplanned _ ->
                List.of(new ClipPlanned(
                        command.clipId(),
                        command.jobId(),
                        command.workspaceId(),
                        command.rank(),
                        command.selected(),
                        command.render(),
                        now));
            case Planned _ -> List.of();
        };
    }

    /**
     * Asks for the next version.
     *
     * @throws Rejection {@code CLIP_DELETED}, {@code VERSION_IN_WORK}, {@code NOT_FOUND}
     */
    default List<ClipEvent> rerender(RequestRerender command, Instant now) {
        var clip = present();
        var newest = clip.versions().get(clip.newest());
        if (newest == Stage.IN_WORK || newest == Stage.RENDERED) {
            throw Rejection.of(ClipsRejection.VERSION_IN_WORK);
        }
        return List.of(new RerenderRequested(
                command.clipId(),
                clip.facts().jobId(),
                clip.newest() + 1,
                changed(clip.render(), command),
                command.by(),
                command.reason(),
                now));
    }

    /** The newest version, as its job has to make it. */
    default ClipVersionOrder newestOrder() {
        var clip = planned();
        return new ClipVersionOrder(
                clip.facts().jobId(), new ClipVersion(clip.facts().clipId(), clip.newest()), clip.render());
    }

    /** A version is there; nothing where that was known, or where the clip is gone. */
    default List<ClipEvent> rendered(RecordVersionRendered command, Instant now) {
        return moves(command.version(), Stage.IN_WORK, Stage.FAILED)
                ? List.of(new ClipVersionRendered(
                        command.clipId(), job(), command.version(), command.files(), command.tools(), now))
                : List.of();
    }

    /** A version is there in all forms; nothing where that was known, or where the clip is gone. */
    default List<ClipEvent> exported(RecordVersionExported command, Instant now) {
        return moves(command.version(), Stage.RENDERED, Stage.FAILED)
                ? List.of(new ClipVersionExported(command.clipId(), job(), command.version(), command.files(), now))
                : List.of();
    }

    /** A version was given up; nothing where that was known, or where the clip is gone. */
    default List<ClipEvent> failed(RecordVersionFailed command, Instant now) {
        return moves(command.version(), Stage.IN_WORK, Stage.RENDERED)
                ? List.of(new ClipVersionFailed(command.clipId(), job(), command.version(), command.code(), now))
                : List.of();
    }

    /**
     * Changes words; what is not given stays.
     *
     * @throws Rejection {@code CLIP_DELETED}, {@code FIELD_INVALID}, {@code NOT_FOUND}
     */
    default List<ClipEvent> edit(EditClipWords command, Instant now) {
        var clip = present();
        var words = edited(clip.words(), command);
        return words.equals(clip.words())
                ? List.of()
                : List.of(new ClipWordsEdited(command.clipId(), words, command.by(), now));
    }

    /** The words as they are. */
    default ClipWords words() {
        return planned().words();
    }

    /**
     * Says something about the clip; the very same comment again does nothing.
     *
     * @throws Rejection {@code CLIP_DELETED}, {@code ID_TAKEN}, {@code FIELD_INVALID} for a moment beyond its end,
     *     {@code NOT_FOUND}
     */
    default List<ClipEvent> comment(CommentClip command, Instant now) {
        var clip = present();
        var known = Optional.ofNullable(clip.comments().get(command.commentId()));
        var comment = new ClipCommented(
                command.clipId(),
                command.commentId(),
                command.author(),
                command.text(),
                command.atMillis(),
                known.map(ClipCommented::at).orElse(now));
        if (known.isPresent()) {
            if (!known.get().equals(comment)) {
                throw Rejection.of(CommonRejection.ID_TAKEN).at("commentId");
            }
            return List.of();
        }
        var selected = clip.facts().selected();
        var at = command.atMillis();
        if (at != null && (at < 0 || at > selected.endMillis() - selected.startMillis())) {
            throw Rejection.of(CommonRejection.FIELD_INVALID, "A comment is about a moment of the clip.")
                    .at("atMillis");
        }
        return List.of(comment);
    }

    /** Puts the clip away; again it does nothing. */
    default List<ClipEvent> delete(DeleteClip command, Instant now) {
        var clip = planned();
        return clip.deleted()
                ? List.of()
                : List.of(new ClipDeleted(command.clipId(), clip.facts().jobId(), command.by(), command.reason(), now));
    }

    /** The system removed its files; nothing where it did before, or while the clip is there. */
    default List<ClipEvent> filesRemoved(Instant now) {
        var clip = planned();
        return clip.presence() == Presence.DELETED
                ? List.of(new ClipFilesRemoved(
                        clip.facts().clipId(),
                        clip.facts().jobId(),
                        clip.facts().workspaceId(),
                        standing().folders(),
                        RemovalReason.CLIP_DELETED,
                        now))
                : List.of();
    }

    /** The folders of the steps that are done for this clip alone, in all of its versions. */
    default ClipStanding standing() {
        var facts = planned().facts();
        var folders = planned().versions().keySet().stream()
                .sorted()
                .map(number -> new ClipVersion(facts.clipId(), number))
                .flatMap(version -> Stream.of(StepKind.RENDER, StepKind.EXPORT)
                        .map(kind -> StorageFolder.of(
                                facts.workspaceId(),
                                "jobs",
                                facts.jobId().toString(),
                                kind.idIn(facts.jobId(), version).toString())))
                .toList();
        return new ClipStanding(facts.workspaceId(), folders);
    }

    /** The job that makes it. */
    default JobId job() {
        return planned().facts().jobId();
    }

    private static RenderSettings changed(RenderSettings before, RequestRerender command) {
        return new RenderSettings(
                Optional.ofNullable(command.aspectRatio()).orElse(before.aspectRatio()),
                Optional.ofNullable(command.captionStyle()).orElse(before.captionStyle()),
                Optional.ofNullable(command.brand()).orElse(before.brand()),
                Optional.ofNullable(command.tighten()).orElse(before.tighten()));
    }

    private boolean moves(int version, Stage... from) {
        var clip = planned();
        var stage = clip.versions().get(version);
        return !clip.deleted() && stage != null && List.of(from).contains(stage);
    }

    private Planned planned() {
        return switch (this) {
            case Unplanned _ -> throw Rejection.of(CommonRejection.NOT_FOUND);
            case Planned planned -> planned;
        };
    }

    private Planned present() {
        var clip = planned();
        if (clip.deleted()) {
            throw Rejection.of(ClipsRejection.CLIP_DELETED);
        }
        return clip;
    }

    private static ClipWords edited(ClipWords before, EditClipWords command) {
        try {
            return new ClipWords(
                    Optional.ofNullable(command.title()).orElse(before.title()),
                    Optional.ofNullable(command.description()).orElse(before.description()),
                    Optional.ofNullable(command.hashtags()).orElse(before.hashtags()));
        } catch (IllegalArgumentException nonsense) {
            throw Rejection.of(
                    CommonRejection.FIELD_INVALID,
                    Optional.ofNullable(nonsense.getMessage()).orElse("These words cannot be kept."));
        }
    }
}
