package org.backlot.logistics.rest;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.identity.api.access.Permission;
import org.backlot.identity.command.access.Gate;
import org.backlot.logistics.api.DispatchCommand.CheckHolder;
import org.backlot.logistics.api.DispatchCommand.InitializeDispatch;
import org.backlot.logistics.api.DispatchCommand.OfferHandoff;
import org.backlot.logistics.api.DispatchCommand.PresentHandoffCode;
import org.backlot.logistics.api.DispatchStatus;
import org.backlot.logistics.api.HandoffCode;
import org.backlot.logistics.api.Latitude;
import org.backlot.logistics.api.LogisticsRejection;
import org.backlot.logistics.api.Longitude;
import org.backlot.logistics.command.telemetry.GearPositions;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.Claims;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.PlainText;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.ServerSecret;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.AssetId;
import org.backlot.shared.id.BookingId;
import org.backlot.shared.id.DispatchId;
import org.backlot.shared.id.HandoffCodeId;
import org.backlot.shared.id.IdSource;
import org.backlot.shared.id.ProjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Sends gear on its way and lets it change hands (CLAP week 5). */
@RestController
@RequestMapping("/api/v1/logistics/dispatch")
public class DispatchController {
    private static final Duration USUAL_VALIDITY = Duration.ofSeconds(300);

    private final Writes writes;
    private final Gate gate;
    private final CommandGateway commands;
    private final Claims claims;
    private final ServerSecret secret;
    private final IdSource ids;
    private final GearPositions positions;

    public DispatchController(
            Writes writes,
            Gate gate,
            CommandGateway commands,
            Claims claims,
            ServerSecret secret,
            IdSource ids,
            GearPositions positions) {
        this.writes = writes;
        this.gate = gate;
        this.commands = commands;
        this.claims = claims;
        this.secret = secret;
        this.ids = ids;
        this.positions = positions;
    }

    /** Begins the journey of a booked asset, in its vendor's hands. */
    @PostMapping("/initialize")
    @Operation(
            summary = "Begin the journey of booked gear",
            description = "The vendor is the first holder. A booking is dispatched once. (LOG-1; CLAP week 5)")
    @Refuses({"VENDOR_NOT_ACTIVE", "BOOKING_ALREADY_DISPATCHED", "ID_TAKEN", "NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<DispatchStarted>> initialize(WriteRequest request, @RequestBody InitializeDispatchBody body) {
        var dispatch = Optional.ofNullable(body.dispatchId()).orElseGet(() -> new DispatchId(ids.next()));
        return writes.run(request, body, DispatchStarted.class, () -> {
            gate.require(request.caller(), Permission.DISPATCH_GEAR, body.projectId());
            if (!gate.isActive(body.vendor())) {
                throw Rejection.of(LogisticsRejection.VENDOR_NOT_ACTIVE).at("vendor");
            }
            var command = new InitializeDispatch(
                    dispatch,
                    body.projectId(),
                    gate.workspaceOf(body.projectId()),
                    body.bookingId(),
                    body.assetId(),
                    body.cleanAsset(),
                    body.vendor());
            commands.sendAndWait(command);
            // Booking ids are chosen by clients, so one project must not be able to take another's.
            claims.claim(
                    "dispatched-booking",
                    body.projectId() + "/" + body.bookingId(),
                    command.stream(),
                    LogisticsRejection.BOOKING_ALREADY_DISPATCHED);
            return Answer.created(
                    new DispatchStarted(dispatch, body.projectId(), body.vendor(), DispatchStatus.WITH_VENDOR));
        });
    }

    /** Makes a code by which one named person may take the gear over. */
    @PostMapping("/{dispatchId}/handoff-codes")
    @Operation(
            summary = "Make a handoff code for one receiver",
            description =
                    "Only the holder may. The code is signed, names the receiver, works once and is valid for 30 to 900 "
                            + "seconds (default 300). A newer code voids an older one that is still open. (LOG-2)")
    @Refuses({
        "NOT_THE_HOLDER",
        "HANDOFF_TO_SELF",
        "RECEIVER_NOT_AUTHORISED",
        "GEAR_ALREADY_RETURNED",
        "ID_TAKEN",
        "NOT_FOUND"
    })
    Mono<ResponseEntity<HandoffCodeMade>> offer(
            WriteRequest request, @PathVariable DispatchId dispatchId, @RequestBody OfferHandoffBody body) {
        var code = Optional.ofNullable(body.codeId()).orElseGet(() -> new HandoffCodeId(ids.next()));
        var validFor = Optional.ofNullable(body.validForSeconds())
                .map(Duration::ofSeconds)
                .orElse(USUAL_VALIDITY);
        return writes.run(request, body, HandoffCodeMade.class, () -> {
            var caller = request.caller();
            gate.requireOn(caller, Permission.VIEW_CUSTODY, dispatchId.value());
            Instant expiresAt =
                    commands.sendAndWait(new OfferHandoff(dispatchId, code, caller.accountId(), body.to(), validFor));
            var text = new HandoffCode(dispatchId, code, expiresAt).text(secret);
            return Answer.created(new HandoffCodeMade(code, text, expiresAt));
        });
    }

    /** The receiver's scan, then the holder's confirmation: custody moves with the second. */
    @PatchMapping("/{dispatchId}/handoff")
    @Operation(
            summary = "Shake hands: scan as receiver, then confirm as holder",
            description =
                    "Both sides send the code's text with their own sign-in. The receiver's request is the scan, the "
                            + "holder's the confirmation that follows it; with it custody moves, and the journey ends where the "
                            + "receiver is the vendor. A signed-in stranger who has the code gets HANDOFF_NOT_FOR_YOU, without "
                            + "it NOT_FOUND. (LOG-2; CLAP week 5)")
    @Refuses({
        "HANDOFF_CODE_FORGED",
        "HANDOFF_CODE_OF_ANOTHER_DISPATCH",
        "HANDOFF_NOT_FOR_YOU",
        "HANDOFF_CODE_USED",
        "HANDOFF_SUPERSEDED",
        "HANDOFF_NOT_SCANNED",
        "HANDOFF_CODE_EXPIRED",
        "RECEIVER_NOT_AUTHORISED",
        "NOT_FOUND"
    })
    Mono<ResponseEntity<HandoffStep>> handoff(
            WriteRequest request, @PathVariable DispatchId dispatchId, @RequestBody HandoffBody body) {
        return writes.run(request, body, HandoffStep.class, () -> {
            var caller = request.caller();
            var code = shownFor(request, dispatchId, body.code());
            DispatchStatus status =
                    commands.sendAndWait(new PresentHandoffCode(dispatchId, code.codeId(), caller.accountId()));
            return Answer.ok(new HandoffStep(dispatchId, code.codeId(), status));
        });
    }

    /** Says where the gear is now. Telemetry: the log does not learn of it. */
    @PutMapping("/{dispatchId}/position")
    @Operation(
            summary = "Report where the gear is",
            description = "Only the holder may. Kept for 30 days beside the log, never in it. (LOG-4; CLAP week 5)")
    @Refuses({"NOT_THE_HOLDER", "GEAR_ALREADY_RETURNED", "NOT_FOUND"})
    Mono<ResponseEntity<PositionKept>> position(
            WriteRequest request, @PathVariable DispatchId dispatchId, @RequestBody PositionBody body) {
        return writes.run(request, body, PositionKept.class, () -> {
            var caller = request.caller();
            gate.requireOn(caller, Permission.VIEW_CUSTODY, dispatchId.value());
            commands.sendAndWait(new CheckHolder(dispatchId, caller.accountId()));
            positions.report(
                    dispatchId, caller.accountId(), body.lat(), body.lng(), body.at(), Optional.ofNullable(body.eta()));
            return Answer.ok(new PositionKept(dispatchId, body.at()));
        });
    }

    // Whoever has a genuine code has seen the dispatch. Everybody else must be allowed to know of it before they
    // are told anything about the text they sent.
    private HandoffCode shownFor(WriteRequest request, DispatchId dispatch, String text) {
        try {
            var code = HandoffCode.read(text, secret);
            if (!code.dispatchId().equals(dispatch)) {
                throw Rejection.of(LogisticsRejection.HANDOFF_CODE_OF_ANOTHER_DISPATCH)
                        .at("code");
            }
            return code;
        } catch (Rejection refused) {
            gate.requireOn(request.caller(), Permission.VIEW_CUSTODY, dispatch.value());
            throw refused;
        }
    }

    /**
     * What begins a journey.
     *
     * @param asset make, model and serial number, in one line of at most 200 characters
     * @param vendor the account that owns the asset and holds it first
     * @param dispatchId chosen by the client, or made here
     */
    public record InitializeDispatchBody(
            ProjectId projectId,
            BookingId bookingId,
            AssetId assetId,
            String asset,
            AccountId vendor,
            @Nullable DispatchId dispatchId) {
        private static final int LONGEST_NAME = 200;

        /** The asset's name as it is kept; throws {@code FIELD_INVALID}. */
        String cleanAsset() {
            try {
                return PlainText.line(asset, LONGEST_NAME);
            } catch (IllegalArgumentException nonsense) {
                throw Rejection.of(CommonRejection.FIELD_INVALID, "asset " + nonsense.getMessage())
                        .at("asset");
            }
        }
    }

    /** The journey that began. */
    public record DispatchStarted(
            DispatchId dispatchId, ProjectId projectId, AccountId holder, DispatchStatus status) {}

    /**
     * Whom the holder wants to hand the gear to.
     *
     * @param validForSeconds 30 to 900, by default 300
     * @param codeId chosen by the client, or made here
     */
    public record OfferHandoffBody(
            AccountId to,
            @Nullable Integer validForSeconds,
            @Nullable HandoffCodeId codeId) {}

    /**
     * A code to show.
     *
     * @param code the text of the QR code
     */
    public record HandoffCodeMade(HandoffCodeId codeId, String code, Instant expiresAt) {}

    /**
     * A code as it was scanned.
     *
     * @param code the text of the QR code
     */
    public record HandoffBody(String code) {}

    /** How far the handoff went. */
    public record HandoffStep(DispatchId dispatchId, HandoffCodeId codeId, DispatchStatus status) {}

    /**
     * Where the gear is.
     *
     * @param lat degrees, WGS 84
     * @param lng degrees, WGS 84
     * @param at when the device fixed the position
     * @param eta when the holder expects to arrive
     */
    public record PositionBody(
            Latitude lat,
            Longitude lng,
            Instant at,
            @Nullable Instant eta) {}

    /** The position was kept; it is not repeated here, because answers are stored. */
    public record PositionKept(DispatchId dispatchId, Instant at) {}
}
