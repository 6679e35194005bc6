package org.backlot.casting.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.backlot.casting.api.ApplicationStatus;
import org.backlot.identity.api.access.OwnedKind;
import org.backlot.identity.api.access.WorkspacePermission;
import org.backlot.identity.query.access.ReactiveGate;
import org.backlot.platform.query.Page;
import org.backlot.platform.query.PageRequest;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.shared.Refuses;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ApplicationId;
import org.backlot.shared.id.CastingCallId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Applications with their histories, for both sides (CST-3). */
@RestController
@RequestMapping("/api/v1/casting")
@Tag(name = "Casting")
public class ApplicationQueries {
    private final ReactiveGate gate;
    private final Reads reads;
    private final Applications applications;

    ApplicationQueries(ReactiveGate gate, Reads reads, Applications applications) {
        this.gate = gate;
        this.reads = reads;
        this.applications = applications;
    }

    @GetMapping("/applications")
    @Operation(
            summary = "Your applications",
            description =
                    "The newest first, each with all that happened to it: also every look at its material, and also"
                            + " when the call is gone. (CST-3)")
    @Refuses({"PARAMETER_INVALID"})
    Mono<Page<ApplicationView>> ownApplications(
            ReadRequest request,
            @Parameter(description = "A minor for whom you answer, instead of yourself")
                    @RequestParam(required = false)
                    @Nullable
                    AccountId applicant,
            @RequestParam(required = false) @Nullable ApplicationStatus status,
            PageRequest page) {
        var caller = request.caller().accountId();
        return reads.of(
                request,
                TalentQueries.VIEW,
                () -> applications.of(Optional.ofNullable(applicant).orElse(caller), caller, status, page));
    }

    @GetMapping("/applications/{applicationId}")
    @Operation(
            summary = "An application with its history",
            description = "For whoever applied, a minor's guardian, and editors of the call's workspace. (CST-3)")
    @Refuses({"NOT_FOUND"})
    Mono<ApplicationView> readApplication(ReadRequest request, @PathVariable ApplicationId applicationId) {
        return reads.of(
                request,
                TalentQueries.VIEW,
                () -> applications.one(applicationId, request.caller().accountId()));
    }

    @GetMapping("/own/calls/{callId}/applications")
    @Operation(
            summary = "The applications for a call of your workspace",
            description =
                    "The newest first; the material is looked at one by one. For editors of the workspace. (CST-3)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED", "PARAMETER_INVALID"})
    Mono<Page<ApplicantView>> applicationsForCall(
            ReadRequest request,
            @PathVariable CastingCallId callId,
            @RequestParam(required = false) @Nullable ApplicationStatus status,
            PageRequest page) {
        return gate.requireOwned(
                        request.caller(),
                        WorkspacePermission.DECIDE_APPLICATIONS,
                        OwnedKind.CASTING_CALL,
                        callId.value())
                .then(reads.of(request, TalentQueries.VIEW, () -> applications.forCall(callId, status, page)));
    }
}
