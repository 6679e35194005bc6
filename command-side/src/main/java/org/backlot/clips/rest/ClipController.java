package org.backlot.clips.rest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.clips.api.AspectRatio;
import org.backlot.clips.api.CaptionStyle;
import org.backlot.clips.api.ClipCommand.CommentClip;
import org.backlot.clips.api.ClipCommand.DeleteClip;
import org.backlot.clips.api.ClipCommand.EditClipWords;
import org.backlot.clips.api.ClipCommand.RequestRerender;
import org.backlot.clips.api.ClipJobCommand.DropClip;
import org.backlot.clips.api.ClipJobCommand.OrderVersion;
import org.backlot.clips.api.ClipVersionOrder;
import org.backlot.clips.api.ClipWords;
import org.backlot.clips.api.RenderSettings;
import org.backlot.clips.api.Tighten;
import org.backlot.identity.api.access.OwnedKind;
import org.backlot.identity.api.access.WorkspacePermission;
import org.backlot.identity.command.access.Gate;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.PlainText;
import org.backlot.shared.Reason;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.BrandKitId;
import org.backlot.shared.id.ClipId;
import org.backlot.shared.id.CommentId;
import org.backlot.shared.id.IdSource;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Lets people edit clips, have them rendered again, comment on them and delete them (CLP-7; CLIP section 6). */
@RestController
@RequestMapping("/api/v1/clips")
@Tag(name = "Clips")
public class ClipController {
    private static final int MOST_AT_ONCE = 100;

    private final Writes writes;
    private final Gate gate;
    private final CommandGateway commands;
    private final BrandKits brandKits;
    private final OwnUploads uploads;
    private final IdSource ids;

    ClipController(
            Writes writes, Gate gate, CommandGateway commands, BrandKits brandKits, OwnUploads uploads, IdSource ids) {
        this.writes = writes;
        this.gate = gate;
        this.commands = commands;
        this.brandKits = brandKits;
        this.uploads = uploads;
        this.ids = ids;
    }

    /** New words; what is absent stays. */
    public record WordsBody(
            @Nullable String title,
            @Nullable String description,
            @Nullable List<String> hashtags) {}

    /** The words from now on. */
    public record WordsStand(ClipId clipId, String title, String description, List<String> hashtags) {
        static WordsStand of(ClipId clip, ClipWords words) {
            return new WordsStand(clip, words.title(), words.description(), words.hashtags());
        }
    }

    /** Changes what is written beside a clip. */
    @PatchMapping("/{clipId}")
    @Operation(
            summary = "Edit a clip's title, description and hashtags",
            description = "Nothing else of a clip can be edited; for another look have it rendered again. (CLP-7)")
    @Refuses({"FIELD_INVALID", "CLIP_DELETED", "NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<WordsStand>> editClip(
            WriteRequest request, @PathVariable ClipId clipId, @RequestBody WordsBody body) {
        return writes.run(request, body, WordsStand.class, () -> {
            requireMayChange(request, clipId);
            ClipWords words = commands.sendAndWait(new EditClipWords(
                    clipId,
                    body.title(),
                    body.description(),
                    body.hashtags(),
                    request.caller().accountId()));
            return Answer.ok(WordsStand.of(clipId, words));
        });
    }

    /**
     * Another look; what is absent stays as in the newest version.
     *
     * @param tighten what is taken out; both false for nothing
     */
    public record RerenderBody(
            @Nullable AspectRatio aspectRatio,
            @Nullable CaptionStyle captionStyle,
            @Nullable BrandKitId brandKitId,
            @Nullable Tighten tighten,
            Reason reason) {}

    /** The version that comes. */
    public record VersionComes(ClipId clipId, JobId jobId, int version, RenderSettings render) {}

    /** Has a clip rendered again. */
    @PostMapping("/{clipId}/rerender")
    @Operation(
            summary = "Render a clip again",
            description =
                    "Makes the next version; the ones before stay. One version is made at a time. The reason is kept"
                            + " in the log; name nobody in it. (CLP-7)")
    @Refuses({
        "VERSION_IN_WORK",
        "VERSION_NOT_NEXT",
        "CLIP_DELETED",
        "JOB_ENDED",
        "SOURCE_GONE",
        "NOT_ALLOWED",
        "NOT_FOUND"
    })
    Mono<ResponseEntity<VersionComes>> rerenderClip(
            WriteRequest request, @PathVariable ClipId clipId, @RequestBody RerenderBody body) {
        return writes.run(request, body, VersionComes.class, () -> {
            var workspace = requireMayChange(request, clipId);
            var brand = brandKits.named(request.caller(), body.brandKitId(), workspace);
            var by = request.caller().accountId();
            ClipVersionOrder order = commands.sendAndWait(new RequestRerender(
                    clipId,
                    body.aspectRatio(),
                    body.captionStyle(),
                    brand,
                    body.tighten(),
                    by,
                    body.reason().value()));
            commands.sendAndWait(new OrderVersion(
                    order.jobId(),
                    order.clip(),
                    order.render(),
                    by,
                    body.reason().value()));
            // The job has said that its work is there; people may have deleted the upload all the same.
            uploads.requireThere(order.jobId());
            return new Answer<>(
                    202, new VersionComes(clipId, order.jobId(), order.clip().version(), order.render()));
        });
    }

    /**
     * Something said about a clip.
     *
     * @param commentId chosen by the client, or made here
     * @param text 1 to 5,000 characters
     * @param atMillis about which moment of the clip, from its beginning; absent for all of it
     */
    public record CommentBody(
            @Nullable CommentId commentId,
            CommentText text,
            @Nullable Long atMillis) {}

    /** 1 to 5,000 characters. */
    public record CommentText(@JsonValue String value) {
        private static final int LONGEST = 5_000;

        @JsonCreator
        public CommentText {
            value = PlainText.paragraph(value, LONGEST);
        }
    }

    /** That it was said; the text is not repeated here, because answers are stored. */
    public record CommentKept(ClipId clipId, CommentId commentId) {}

    /** Says something about a clip. */
    @PostMapping("/{clipId}/comments")
    @Operation(
            summary = "Comment on a clip or one of its moments",
            description = "What was said is personal: it goes when its author asks for erasure. (CLP-7)")
    @Refuses({"FIELD_INVALID", "ID_TAKEN", "CLIP_DELETED", "NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<CommentKept>> commentClip(
            WriteRequest request, @PathVariable ClipId clipId, @RequestBody CommentBody body) {
        var comment = Optional.ofNullable(body.commentId()).orElseGet(() -> new CommentId(ids.next()));
        return writes.run(request, body, CommentKept.class, () -> {
            requireMayChange(request, clipId);
            commands.sendAndWait(new CommentClip(
                    clipId,
                    comment,
                    request.caller().accountId(),
                    Personal.of(body.text().value()),
                    body.atMillis()));
            return Answer.created(new CommentKept(clipId, comment));
        });
    }

    /**
     * Clips that go.
     *
     * @param clipIds 1 to 100
     */
    public record DeleteBody(List<ClipId> clipIds, Reason reason) {}

    /** The clips that are gone. */
    public record Gone(List<ClipId> clipIds) {}

    /** Deletes clips, all of them or none. */
    @PostMapping("/batch/delete")
    @Operation(
            summary = "Delete clips",
            description = "All of them or, where one is not yours to delete, none. What is being made for them is"
                    + " withdrawn. The reason is kept in the log; name nobody in it. (CLP-7)")
    @Refuses({"FIELD_INVALID", "NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<Gone>> deleteClips(WriteRequest request, @RequestBody DeleteBody body) {
        return writes.run(request, body, Gone.class, () -> {
            if (body.clipIds().isEmpty() || body.clipIds().size() > MOST_AT_ONCE) {
                throw Rejection.of(CommonRejection.FIELD_INVALID, "Name 1 to 100 clips.")
                        .at("clipIds");
            }
            var by = request.caller().accountId();
            var clips = body.clipIds().stream().distinct().toList();
            for (var clip : clips) {
                requireMayChange(request, clip);
                JobId job = commands.sendAndWait(
                        new DeleteClip(clip, by, body.reason().value()));
                commands.sendAndWait(new DropClip(job, clip, by));
            }
            return Answer.ok(new Gone(clips));
        });
    }

    private WorkspaceId requireMayChange(WriteRequest request, ClipId clip) {
        return gate.requireOwned(request.caller(), WorkspacePermission.CHANGE_CLIPS, OwnedKind.CLIP, clip.value());
    }
}
