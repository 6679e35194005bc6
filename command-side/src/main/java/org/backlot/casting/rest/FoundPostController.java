package org.backlot.casting.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.casting.api.CallCommand.ImportCall;
import org.backlot.casting.api.CallStatus;
import org.backlot.casting.api.CastingRejection;
import org.backlot.casting.api.ingestion.CallExtractor;
import org.backlot.casting.api.ingestion.ContentHash;
import org.backlot.casting.api.ingestion.ExtractedBy;
import org.backlot.casting.api.ingestion.Extraction;
import org.backlot.casting.api.ingestion.ExtractionFailed;
import org.backlot.casting.api.ingestion.FoundPostCommand.DismissPost;
import org.backlot.casting.api.ingestion.FoundPostCommand.InspectPost;
import org.backlot.casting.api.ingestion.FoundPostCommand.TakeInPost;
import org.backlot.casting.api.ingestion.PostText;
import org.backlot.casting.api.ingestion.SetAsideReason;
import org.backlot.casting.api.ingestion.WaitingPost;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.NoBody;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.PublicUrl;
import org.backlot.shared.Reason;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.FoundPostId;
import org.backlot.shared.id.IdSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What moderators do about posts that may be calls: have one read now, hand one in, put one aside (CST-4). */
@RestController
@RequestMapping("/api/v1/casting/ingestion")
@Tag(name = "Casting ingestion")
public class FoundPostController {
    private final Writes writes;
    private final CommandGateway commands;
    private final CallExtractor extractor;
    private final IdSource ids;

    public FoundPostController(Writes writes, CommandGateway commands, CallExtractor extractor, IdSource ids) {
        this.writes = writes;
        this.commands = commands;
        this.extractor = extractor;
        this.ids = ids;
    }

    /**
     * A post that somebody has seen.
     *
     * @param callId the call that it becomes, chosen by the client, or made here
     * @param sourceUrl where it was seen
     */
    record SeenPost(@Nullable CastingCallId callId, PostText text, PublicUrl sourceUrl) {}

    /** The call that a post became. */
    record PostBecame(CastingCallId callId, CallStatus status, ExtractedBy extractedBy) {}

    /** Makes a call of a text. */
    @PostMapping("/extractions")
    @Operation(
            summary = "Hand in a post",
            description =
                    "Makes a call of it, which waits for a moderator. A post whose lines say what they are (Title,"
                            + " Role, Location, Deadline, Contact; in English or Arabic) is read by rules, any other by the"
                            + " configured model. For moderators and admins. (CST-4)")
    @Refuses({
        "CALL_KNOWN",
        "NOT_A_CALL",
        "DEADLINE_PASSED",
        "PROVIDER_NOT_CONFIGURED",
        "EXTRACTION_FAILED",
        "UNAVAILABLE",
        "NOT_ALLOWED"
    })
    Mono<ResponseEntity<PostBecame>> extractText(WriteRequest request, @RequestBody SeenPost body) {
        var call = Optional.ofNullable(body.callId()).orElseGet(() -> new CastingCallId(ids.next()));
        // The model is asked outside the transaction: it takes its time.
        return Mono.fromCallable(() -> {
                    ModerationController.moderator(request);
                    // What is missing is told with all else that a body must hold, below.
                    return Optional.ofNullable(body.text()).map(text -> extracted(text, call));
                })
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(extraction -> writes.run(request, body, PostBecame.class, () -> {
                    var found = extraction.orElseThrow(() -> Rejection.of(CommonRejection.FIELD_REQUIRED));
                    take(call, found, body.sourceUrl().text(), ContentHash.of(body.text()));
                    return Answer.created(new PostBecame(call, CallStatus.IN_REVIEW, found.by()));
                }));
    }

    /** Makes a call of a post that waits. */
    @PostMapping("/posts/{postId}/extract")
    @Operation(
            summary = "Have a waiting post read now",
            description = "What happens by itself once a model is configured or has time again. For moderators and"
                    + " admins. (CST-4)")
    @Refuses({
        "CALL_KNOWN",
        "NOT_A_CALL",
        "DEADLINE_PASSED",
        "POST_SETTLED",
        "PROVIDER_NOT_CONFIGURED",
        "EXTRACTION_FAILED",
        "UNAVAILABLE",
        "NOT_ALLOWED",
        "NOT_FOUND"
    })
    Mono<ResponseEntity<PostBecame>> extractPost(WriteRequest request, @PathVariable FoundPostId postId) {
        return Mono.fromCallable(() -> {
                    ModerationController.moderator(request);
                    var post = waiting(postId);
                    return extracted(post.text(), post.contentHash().callId());
                })
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(found -> writes.run(request, NoBody.INSTANCE, PostBecame.class, () -> {
                    var post = waiting(postId);
                    var call = post.contentHash().callId();
                    take(call, found, post.sourceUrl(), post.contentHash());
                    commands.sendAndWait(new TakeInPost(postId, call, found.by()));
                    return Answer.ok(new PostBecame(call, CallStatus.IN_REVIEW, found.by()));
                }));
    }

    record Grounds(Reason reason) {}

    /** The post that was meant. */
    record PostNamed(FoundPostId postId) {}

    /** Puts a post aside. */
    @PostMapping("/posts/{postId}/dismiss")
    @Operation(
            summary = "Dismiss a waiting post",
            description =
                    "No call becomes of it; found again, it stays so. The reason is kept in the log; name nobody in"
                            + " it. For moderators and admins. (CST-4)")
    @Refuses({"POST_SETTLED", "NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<PostNamed>> dismissPost(
            WriteRequest request, @PathVariable FoundPostId postId, @RequestBody Grounds body) {
        return writes.run(request, body, PostNamed.class, () -> {
            var moderator = ModerationController.moderator(request);
            commands.sendAndWait(
                    new DismissPost(postId, moderator, body.reason().value()));
            return Answer.ok(new PostNamed(postId));
        });
    }

    private void take(CastingCallId call, Extraction.Call found, String sourceUrl, ContentHash hash) {
        commands.sendAndWait(new ImportCall(call, found.content(), found.contact(), sourceUrl, hash.value()));
    }

    private WaitingPost waiting(FoundPostId post) {
        return Optional.ofNullable(commands.<@Nullable WaitingPost>sendAndWait(new InspectPost(post)))
                .orElseThrow(() -> Rejection.of(CastingRejection.POST_SETTLED));
    }

    private Extraction.Call extracted(PostText text, CastingCallId call) {
        try {
            return switch (extractor.extract(text, call)) {
                case Extraction.Call found -> found;
                case Extraction.NoCall none
                when none.why() == SetAsideReason.DEADLINE_PASSED ->
                    throw Rejection.of(CastingRejection.DEADLINE_PASSED);
                case Extraction.NoCall _ -> throw Rejection.of(CastingRejection.NOT_A_CALL);
            };
        } catch (ExtractionFailed failed) {
            throw refused(failed);
        }
    }

    private static Rejection refused(ExtractionFailed failed) {
        return switch (failed.why()) {
            case PROVIDER_NOT_CONFIGURED ->
                Rejection.of(
                        CommonRejection.PROVIDER_NOT_CONFIGURED,
                        "This post is not well formed, so a model has to read it, and none is configured: set"
                                + " BACKLOT_MODEL_URL, BACKLOT_MODEL_NAME and BACKLOT_MODEL_KEY.");
            case PROVIDER_UNAVAILABLE -> {
                var away = Rejection.of(CommonRejection.UNAVAILABLE, "The model cannot be asked at the moment.");
                yield failed.retryAfter().map(away::retryAfter).orElse(away);
            }
            case ANSWER_REFUSED -> Rejection.of(CastingRejection.EXTRACTION_FAILED);
        };
    }
}
