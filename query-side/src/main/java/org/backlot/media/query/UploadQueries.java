package org.backlot.media.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.backlot.identity.api.access.WorkspacePermission;
import org.backlot.identity.query.access.ReactiveGate;
import org.backlot.media.api.MediaRejection;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.MediaAssetId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Uploaded files, for the members of their workspace; to others there are none (MED-1, MED-5). */
@RestController
@RequestMapping("/api/v1/upload")
@Tag(name = "Media")
public class UploadQueries {
    private static final String VIEW = "media";
    private static final int BITS = 64;

    private final ReactiveGate gate;
    private final Reads reads;
    private final Assets assets;

    UploadQueries(ReactiveGate gate, Reads reads, Assets assets) {
        this.gate = gate;
        this.reads = reads;
        this.assets = assets;
    }

    @GetMapping("/{assetId}")
    @Operation(
            summary = "An upload",
            description = "Where it stands, and what is known of the file. For members of its workspace. (MED-1)")
    @Refuses({"NOT_FOUND"})
    Mono<AssetView> upload(ReadRequest request, @PathVariable MediaAssetId assetId) {
        return own(request, assetId);
    }

    /**
     * Files that look alike.
     *
     * @param data the most alike first, at most 100
     */
    record NearDuplicates(List<NearDuplicate> data) {}

    @GetMapping("/{assetId}/duplicates")
    @Operation(
            summary = "Files that look like this one",
            description = "Compares perceptual hashes (dHash) within the workspace. For members of it. (MED-2)")
    @Refuses({"NOT_FOUND", "NO_FINGERPRINT", "PARAMETER_INVALID"})
    Mono<NearDuplicates> duplicates(
            ReadRequest request,
            @PathVariable MediaAssetId assetId,
            @Parameter(description = "How many of 64 bits may differ; up to about 10 is one picture coded twice")
                    @RequestParam(defaultValue = "10")
                    int distance) {
        if (distance < 0 || distance > BITS) {
            throw Rejection.of(CommonRejection.PARAMETER_INVALID, "must be 0 to 64")
                    .at("distance");
        }
        return own(request, assetId)
                .flatMap(asset -> Mono.justOrEmpty(Optional.ofNullable(asset.differenceHash()))
                        .switchIfEmpty(Mono.error(() -> Rejection.of(MediaRejection.NO_FINGERPRINT)))
                        .flatMap(hash -> assets.like(asset.workspaceId(), assetId, hash, distance)))
                .map(NearDuplicates::new);
    }

    private Mono<AssetView> own(ReadRequest request, MediaAssetId asset) {
        return reads.of(request, VIEW, () -> assets.one(asset))
                .flatMap(view -> gate.require(request.caller(), WorkspacePermission.READ_MEDIA, view.workspaceId())
                        .thenReturn(view));
    }
}
