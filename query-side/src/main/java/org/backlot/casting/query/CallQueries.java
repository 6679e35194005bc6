package org.backlot.casting.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.CallStatus;
import org.backlot.casting.api.CastingLine;
import org.backlot.identity.api.access.OwnedKind;
import org.backlot.identity.api.access.WorkspacePermission;
import org.backlot.identity.query.access.ReactiveGate;
import org.backlot.platform.query.Page;
import org.backlot.platform.query.PageRequest;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.shared.Refuses;
import org.backlot.shared.id.CastingCallId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Casting calls: the published ones for all, the others for their workspace and for moderators (CST-2, CST-5). */
@RestController
@RequestMapping("/api/v1/casting")
@Tag(name = "Casting")
public class CallQueries {
    private static final String VIEW = TalentQueries.VIEW;

    private final ReactiveGate gate;
    private final Reads reads;
    private final Calls calls;
    private final Likenesses likenesses;

    CallQueries(ReactiveGate gate, Reads reads, Calls calls, Likenesses likenesses) {
        this.gate = gate;
        this.reads = reads;
        this.calls = calls;
        this.likenesses = likenesses;
    }

    @GetMapping("/calls")
    @Operation(summary = "Published casting calls", description = "Open to all, the newest first. (CST-2)")
    @Refuses({"PARAMETER_INVALID"})
    Mono<Page<CallView>> publishedCalls(
            ReadRequest request,
            @Parameter(description = "In title, description or company") @RequestParam(required = false) @Nullable
                    CastingLine text,
            @RequestParam(required = false) @Nullable CastingLine location,
            @RequestParam(required = false) @Nullable CastingLine skill,
            @RequestParam(required = false) @Nullable CastingLine language,
            @RequestParam(required = false) @Nullable AgeRange ageRange,
            PageRequest page) {
        return reads.of(
                request, VIEW, () -> calls.published(new CallFilter(text, location, skill, language, ageRange), page));
    }

    @GetMapping("/calls/{callId}")
    @Operation(summary = "A published casting call", description = "Open to all, also once it is closed. (CST-2)")
    @Refuses({"NOT_FOUND"})
    Mono<CallView> publishedCall(ReadRequest request, @PathVariable CastingCallId callId) {
        return reads.of(request, VIEW, () -> calls.shown(callId));
    }

    @GetMapping("/own/calls")
    @Operation(
            summary = "The calls of your workspace",
            description = "Those of the workspace of your sign-in, the newest first, whatever their status. (CST-2)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED", "PARAMETER_INVALID"})
    Mono<Page<ManagedCallView>> ownCalls(
            ReadRequest request, @RequestParam(required = false) @Nullable CallStatus status, PageRequest page) {
        var workspace = request.caller().workspaceId();
        return gate.require(request.caller(), WorkspacePermission.READ_CALLS, workspace)
                .then(reads.of(request, VIEW, () -> calls.of(workspace, status, page)));
    }

    @GetMapping("/own/calls/{callId}")
    @Operation(
            summary = "A call of your workspace, with its history",
            description = "All that was said in it and decided about it, by whom and why. (CST-2)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED"})
    Mono<ManagedCallView> ownCall(ReadRequest request, @PathVariable CastingCallId callId) {
        return gate.requireOwned(
                        request.caller(), WorkspacePermission.READ_CALLS, OwnedKind.CASTING_CALL, callId.value())
                .then(reads.of(request, VIEW, () -> calls.managed(callId)));
    }

    @GetMapping("/moderation/calls")
    @Operation(
            summary = "What waits for a moderator",
            description = "The oldest first; with a status, what became of others. A call that says nearly the same as"
                    + " another one says which. For moderators and admins. (CST-4, CST-5)")
    @Refuses({"NOT_ALLOWED", "PARAMETER_INVALID"})
    Mono<Page<ManagedCallView>> moderationQueue(
            ReadRequest request, @RequestParam(defaultValue = "in_review") CallStatus status, PageRequest page) {
        return ModeratorsOnly.moderating(request)
                .then(reads.of(request, VIEW, () -> calls.moderated(status, page)))
                .flatMap(found -> reads.of(
                        request,
                        Likenesses.VIEW,
                        () -> likenesses.of(found.data()).map(alike -> Page.of(alike, found.total(), page))));
    }

    @GetMapping("/moderation/calls/{callId}")
    @Operation(
            summary = "A call that waits for a moderator, with its history",
            description = "With the calls that say nearly the same. For moderators and admins. (CST-4, CST-5)")
    @Refuses({"NOT_ALLOWED", "NOT_FOUND"})
    Mono<ManagedCallView> callInReview(ReadRequest request, @PathVariable CastingCallId callId) {
        return ModeratorsOnly.moderating(request)
                .then(reads.of(request, VIEW, () -> calls.reviewed(callId)))
                .flatMap(found -> reads.of(
                        request,
                        Likenesses.VIEW,
                        () -> likenesses.of(List.of(found)).map(List::getFirst)));
    }
}
