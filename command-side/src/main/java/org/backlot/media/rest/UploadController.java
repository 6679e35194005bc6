package org.backlot.media.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.identity.api.access.WorkspacePermission;
import org.backlot.identity.command.access.Gate;
import org.backlot.media.api.AssetStatus;
import org.backlot.media.api.FileName;
import org.backlot.media.api.MediaCommand.ConfirmUpload;
import org.backlot.media.api.MediaCommand.DeleteAsset;
import org.backlot.media.api.MediaCommand.InspectUpload;
import org.backlot.media.api.MediaCommand.RequestUpload;
import org.backlot.media.api.MediaContentType;
import org.backlot.media.api.StorageKey;
import org.backlot.media.api.UploadTicket;
import org.backlot.media.command.StorageQuota;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.Refuses;
import org.backlot.shared.id.IdSource;
import org.backlot.shared.id.MediaAssetId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Gives out links to upload files, and takes what has arrived (MED-1; CLIP section 6). No file ever passes through this
 * program: clients send them to the storage.
 */
@RestController
@RequestMapping("/api/v1/upload")
@Tag(name = "Media")
public class UploadController {
    private final Writes writes;
    private final Gate gate;
    private final CommandGateway commands;
    private final UploadLinks links;
    private final ArrivedUploads arrived;
    private final StorageQuota quota;
    private final IdSource ids;
    private final Clock clock;
    private final Duration confirmWithin;

    /**
     * Makes it.
     *
     * @param confirmWithin how long after the request the upload may be confirmed: time for the slowest line
     */
    public UploadController(
            Writes writes,
            Gate gate,
            CommandGateway commands,
            UploadLinks links,
            ArrivedUploads arrived,
            StorageQuota quota,
            IdSource ids,
            Clock clock,
            @Value("${backlot.uploads.confirm-within:6h}") Duration confirmWithin) {
        this.writes = writes;
        this.gate = gate;
        this.commands = commands;
        this.links = links;
        this.arrived = arrived;
        this.quota = quota;
        this.ids = ids;
        this.clock = clock;
        this.confirmWithin = confirmWithin;
    }

    /**
     * The file to come.
     *
     * @param size in bytes, at most 2 GB (2,147,483,648)
     * @param workspaceId whose it is to be; the caller's own workspace where left out
     */
    public record UploadBody(
            FileName fileName,
            MediaContentType contentType,
            long size,
            @Nullable WorkspaceId workspaceId) {}

    /** Which upload is complete. */
    public record ConfirmBody(MediaAssetId assetId) {}

    /** An upload as it stands now. */
    public record UploadStanding(
            MediaAssetId assetId, StorageKey fileKey, AssetStatus status, MediaContentType contentType, long size) {
        static UploadStanding of(UploadTicket ticket) {
            return new UploadStanding(
                    ticket.assetId(), ticket.fileKey(), ticket.status(), ticket.contentType(), ticket.size());
        }
    }

    /** Nothing to say but that it should be done. */
    record NothingMore() {
        static final NothingMore INSTANCE = new NothingMore();
    }

    @PostMapping("/presign")
    @Operation(
            summary = "Get links to upload a file",
            description = "Up to 64 MB go to one link, larger files in parts. The storage takes the promised type and"
                    + " length only. Links work for 15 minutes; then confirm. What is promised counts against the"
                    + " workspace's storage until it expires or is given up. For editors of the workspace and above."
                    + " (MED-1, MED-5; CLIP section 6)")
    @Refuses({"UPLOAD_TOO_LARGE", "UPLOAD_EMPTY", "STORAGE_QUOTA_EXCEEDED", "NOT_FOUND", "NOT_ALLOWED", "UNAVAILABLE"})
    Mono<ResponseEntity<PresignedUpload>> presign(WriteRequest request, @RequestBody UploadBody body) {
        var assetId = new MediaAssetId(ids.next());
        var beginning = links.beginning();
        return writes.run(request, body, PresignedUpload.class, () -> {
                    var workspace = Optional.ofNullable(body.workspaceId())
                            .orElseGet(() -> request.caller().workspaceId());
                    gate.require(request.caller(), WorkspacePermission.CHANGE_MEDIA.from(), workspace);
                    quota.requireRoomFor(workspace, body.size());
                    // Begun before the promise is kept, which names it.
                    var parts = beginning.of(StorageKey.source(workspace, assetId), body.contentType(), body.size());
                    var now = clock.instant();
                    var confirmBy = now.plus(confirmWithin);
                    UploadTicket ticket = commands.sendAndWait(new RequestUpload(
                            assetId,
                            workspace,
                            request.caller().accountId(),
                            Personal.of(body.fileName()),
                            body.contentType(),
                            body.size(),
                            parts.orElse(null),
                            confirmBy));
                    return Answer.created(links.sign(ticket, now, confirmBy));
                })
                // Another answer was kept for this key, or none: nobody would ever end what was begun here.
                .doOnNext(response -> Optional.ofNullable(response.getBody())
                        .filter(kept -> kept.assetId().equals(assetId))
                        .ifPresentOrElse(_ -> {}, () -> giveUp(beginning)))
                .doOnError(_ -> giveUp(beginning));
    }

    private static void giveUp(UploadLinks.Beginning beginning) {
        Schedulers.boundedElastic().schedule(beginning::giveUp);
    }

    @PostMapping("/confirm")
    @Operation(
            summary = "Confirm an upload",
            description =
                    "Looks at what has arrived: whether it is there, of the promised size and type, and begins like"
                            + " a file of that type; puts parts together. Then the file is UPLOADED and will be scanned. For"
                            + " editors of the workspace and above. (MED-1, MED-2; CLIP section 6)")
    @Refuses({
        "UPLOAD_MISSING",
        "UPLOAD_INCOMPLETE",
        "UPLOAD_EMPTY",
        "UPLOAD_SIZE_WRONG",
        "UPLOAD_TYPE_WRONG",
        "UPLOAD_CONTENT_WRONG",
        "UPLOAD_EXPIRED",
        "ASSET_REFUSED",
        "NOT_FOUND",
        "NOT_ALLOWED",
        "UNAVAILABLE"
    })
    Mono<ResponseEntity<UploadStanding>> confirm(WriteRequest request, @RequestBody ConfirmBody body) {
        // The storage is asked outside the transaction: two gigabytes of parts take their time.
        return Mono.fromCallable(() -> Optional.ofNullable(body.assetId())
                        .map(asset -> ownUpload(request, asset))
                        .flatMap(arrived::look))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(arrival -> writes.run(request, body, UploadStanding.class, () -> {
                    var ticket = ownUpload(request, body.assetId());
                    UploadTicket after = arrival.isEmpty()
                            ? ticket
                            : commands.sendAndWait(new ConfirmUpload(
                                    ticket.assetId(),
                                    arrival.get().object(),
                                    arrival.get().signature()));
                    return Answer.ok(UploadStanding.of(after));
                }));
    }

    @DeleteMapping("/{assetId}")
    @Operation(
            summary = "Delete an upload",
            description =
                    "Deletes a file, or gives up an upload; what has arrived is removed from the storage. For editors"
                            + " of the workspace and above. (MED-1)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED"})
    Mono<ResponseEntity<UploadStanding>> delete(WriteRequest request, @PathVariable MediaAssetId assetId) {
        return writes.run(request, NothingMore.INSTANCE, UploadStanding.class, () -> {
            ownUpload(request, assetId);
            UploadTicket ticket = commands.sendAndWait(
                    new DeleteAsset(assetId, request.caller().accountId()));
            return Answer.ok(UploadStanding.of(ticket));
        });
    }

    /** Somebody else's upload answers as if there were none. */
    private UploadTicket ownUpload(WriteRequest request, MediaAssetId asset) {
        UploadTicket ticket = commands.sendAndWait(new InspectUpload(asset));
        gate.require(request.caller(), WorkspacePermission.CHANGE_MEDIA.from(), ticket.workspaceId());
        return ticket;
    }
}
