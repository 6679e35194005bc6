package org.backlot.logistics.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Clock;
import org.backlot.identity.api.access.Permission;
import org.backlot.identity.query.access.ReactiveGate;
import org.backlot.logistics.api.HandoffCode;
import org.backlot.logistics.api.LogisticsRejection;
import org.backlot.logistics.query.CustodyReader.StoredHandoff;
import org.backlot.logistics.query.CustodyViews.ChainFinding;
import org.backlot.logistics.query.CustodyViews.ChainVerification;
import org.backlot.logistics.query.CustodyViews.DispatchView;
import org.backlot.logistics.query.CustodyViews.FleetEntry;
import org.backlot.logistics.query.CustodyViews.HandoffCodeView;
import org.backlot.platform.query.AsOf;
import org.backlot.platform.query.Page;
import org.backlot.platform.query.PageRequest;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.platform.query.Views;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.ServerSecret;
import org.backlot.shared.id.DispatchId;
import org.backlot.shared.id.HandoffCodeId;
import org.backlot.shared.id.ProjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Answers who holds gear, how they came by it, and where it is (CLAP week 5). */
@RestController
@RequestMapping("/api/v1/logistics")
public class CustodyController {
    private static final String VIEW = "custody";

    private final ReactiveGate gate;
    private final Reads reads;
    private final Views views;
    private final CustodyReader custody;
    private final ServerSecret secret;
    private final Clock clock;

    public CustodyController(
            ReactiveGate gate, Reads reads, Views views, CustodyReader custody, ServerSecret secret, Clock clock) {
        this.gate = gate;
        this.reads = reads;
        this.views = views;
        this.custody = custody;
        this.secret = secret;
        this.clock = clock;
    }

    /** One dispatch with its chain of custody. */
    @GetMapping("/dispatch/{dispatchId}")
    @Operation(
            summary = "A dispatch and its chain of custody",
            description =
                    "For the project's people and everybody who held or was offered the gear. (LOG-1; CLAP week 5)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED", "PARAMETER_INVALID", "PAST_BUSY", "PAST_TOO_LONG"})
    Mono<DispatchView> dispatch(
            ReadRequest request,
            @PathVariable DispatchId dispatchId,
            @Parameter(description = "A log position or an ISO 8601 instant: as it was then")
                    @RequestParam(required = false)
                    @Nullable
                    String asOf) {
        return Mono.fromSupplier(() -> AsOf.parse(asOf))
                .flatMap(when -> gate.requireOn(request.caller(), Permission.VIEW_CUSTODY, dispatchId.value())
                        .then(views.of(
                                request, VIEW, when, view -> custody.of(view).dispatch(dispatchId))));
    }

    /** Whether the chain has no gap and only authorised holders. */
    @GetMapping("/dispatch/{dispatchId}/chain/verification")
    @Operation(
            summary = "Verify a chain of custody",
            description =
                    "Checks that there is no gap, that every turn is carried by a scanned and confirmed handoff of "
                            + "its own, and that every holder had a right to the gear at that moment. (LOG-3; CLAP week 5)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED", "PARAMETER_INVALID", "PAST_BUSY", "PAST_TOO_LONG"})
    Mono<ChainVerification> verification(
            ReadRequest request,
            @PathVariable DispatchId dispatchId,
            @Parameter(description = "A log position or an ISO 8601 instant: as it was then")
                    @RequestParam(required = false)
                    @Nullable
                    String asOf) {
        return Mono.fromSupplier(() -> AsOf.parse(asOf))
                .flatMap(when -> gate.requireOn(request.caller(), Permission.VIEW_CUSTODY, dispatchId.value())
                        .then(views.of(
                                request, VIEW, when, view -> custody.of(view).chain(dispatchId))))
                .map(chain -> {
                    var findings = chain.verify().stream()
                            .map(finding -> new ChainFinding(finding.code().name(), finding.place(), finding.message()))
                            .toList();
                    return new ChainVerification(
                            dispatchId, findings.isEmpty(), chain.links().size(), findings);
                });
    }

    /** The active gear of a project. */
    @GetMapping("/fleet/status")
    @Operation(
            summary = "Where a project's gear is",
            description = "All gear that is not returned, with its holder, last position and expected arrival. (LOG-4; "
                    + "CLAP week 5)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED", "PARAMETER_INVALID", "PAST_BUSY", "PAST_TOO_LONG"})
    Mono<Page<FleetEntry>> fleet(
            ReadRequest request,
            @RequestParam ProjectId projectId,
            @Parameter(description = "A log position or an ISO 8601 instant: as it was then")
                    @RequestParam(required = false)
                    @Nullable
                    String asOf,
            PageRequest page) {
        return Mono.fromSupplier(() -> AsOf.parse(asOf))
                .flatMap(when -> gate.require(request.caller(), Permission.VIEW_CUSTODY, projectId)
                        .then(views.of(
                                request, VIEW, when, view -> custody.of(view).fleet(projectId, page))));
    }

    /** The text of a code that is still open, for the holder who made it. */
    @GetMapping(path = "/dispatch/{dispatchId}/handoff-codes/{codeId}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "A handoff code",
            description =
                    "As text in JSON, or as a QR code with 'Accept: image/png'. Only the holder who made it may see "
                            + "it, and only while it is open. (LOG-2)")
    @Refuses({
        "NOT_THE_HOLDER",
        "HANDOFF_CODE_USED",
        "HANDOFF_SUPERSEDED",
        "HANDOFF_CODE_EXPIRED",
        "NOT_FOUND",
        "NOT_ALLOWED"
    })
    Mono<ResponseEntity<HandoffCodeView>> code(
            ReadRequest request, @PathVariable DispatchId dispatchId, @PathVariable HandoffCodeId codeId) {
        return shown(request, dispatchId, codeId)
                .map(view ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(view));
    }

    /** The same code as a picture. */
    @GetMapping(path = "/dispatch/{dispatchId}/handoff-codes/{codeId}", produces = MediaType.IMAGE_PNG_VALUE)
    @Operation(summary = "A handoff code as a QR code", description = "A PNG of 512 by 512 pixels. (LOG-2)")
    @Refuses({
        "NOT_THE_HOLDER",
        "HANDOFF_CODE_USED",
        "HANDOFF_SUPERSEDED",
        "HANDOFF_CODE_EXPIRED",
        "NOT_FOUND",
        "NOT_ALLOWED"
    })
    Mono<ResponseEntity<byte[]>> picture(
            ReadRequest request, @PathVariable DispatchId dispatchId, @PathVariable HandoffCodeId codeId) {
        return shown(request, dispatchId, codeId)
                .map(view ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(QrPng.of(view.code())));
    }

    private Mono<HandoffCodeView> shown(ReadRequest request, DispatchId dispatch, HandoffCodeId code) {
        var caller = request.caller();
        return gate.requireOn(caller, Permission.VIEW_CUSTODY, dispatch.value())
                .then(reads.of(request, VIEW, () -> custody.handoff(dispatch, code)))
                .map(handoff -> {
                    if (!handoff.giver().equals(caller.accountId())) {
                        throw Rejection.of(LogisticsRejection.NOT_THE_HOLDER);
                    }
                    requireOpen(handoff);
                    var text = new HandoffCode(dispatch, code, handoff.expiresAt()).text(secret);
                    return new HandoffCodeView(code, handoff.receiver(), text, handoff.expiresAt());
                });
    }

    // A scanned code stays visible after its time: the holder still needs it to confirm.
    private void requireOpen(StoredHandoff handoff) {
        switch (handoff.stage()) {
            case "COMPLETED" -> throw Rejection.of(LogisticsRejection.HANDOFF_CODE_USED);
            case "SUPERSEDED" -> throw Rejection.of(LogisticsRejection.HANDOFF_SUPERSEDED);
            case "SCANNED" -> {}
            default -> {
                if (!clock.instant().isBefore(handoff.expiresAt())) {
                    throw Rejection.of(LogisticsRejection.HANDOFF_CODE_EXPIRED);
                }
            }
        }
    }
}
