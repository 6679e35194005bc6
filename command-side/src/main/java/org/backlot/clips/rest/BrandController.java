package org.backlot.clips.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.clips.api.BrandKitCommand.ChangeBrandKit;
import org.backlot.clips.api.BrandKitCommand.CreateBrandKit;
import org.backlot.clips.api.BrandKitContents;
import org.backlot.identity.api.access.OwnedKind;
import org.backlot.identity.api.access.WorkspacePermission;
import org.backlot.identity.command.access.Gate;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.BrandKitId;
import org.backlot.shared.id.IdSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a brand puts on its clips (CLP-6; CLIP section 6). */
@RestController
@RequestMapping("/api/v1/brand")
@Tag(name = "Brand kits")
public class BrandController {
    private final Writes writes;
    private final Gate gate;
    private final CommandGateway commands;
    private final BrandKits kits;
    private final IdSource ids;

    BrandController(Writes writes, Gate gate, CommandGateway commands, BrandKits kits, IdSource ids) {
        this.writes = writes;
        this.gate = gate;
        this.commands = commands;
        this.kits = kits;
        this.ids = ids;
    }

    /**
     * A new brand kit.
     *
     * @param brandKitId chosen by the client, or made here
     * @param name one line of 1 to 255 characters
     * @param logoKey a picture of the workspace in the object store
     * @param colors at most 16, as {@code #RRGGBB}
     * @param fonts at most 8 font families, for people
     * @param fontKey a TrueType font of the workspace in the object store; captions, watermark and titles are drawn with it
     * @param outroKey a file of the workspace in the object store
     * @param watermark one line of at most 100 characters
     */
    public record NewBrandKit(
            @Nullable BrandKitId brandKitId,
            String name,
            @Nullable String logoKey,
            @Nullable List<String> colors,
            @Nullable List<String> fonts,
            @Nullable String fontKey,
            @Nullable String outroKey,
            @Nullable String watermark) {
        BrandKitContents contents() {
            try {
                return new BrandKitContents(
                        name,
                        logoKey,
                        Optional.ofNullable(colors).orElseGet(List::of),
                        Optional.ofNullable(fonts).orElseGet(List::of),
                        fontKey,
                        outroKey,
                        watermark);
            } catch (IllegalArgumentException nonsense) {
                throw Rejection.of(
                        CommonRejection.FIELD_INVALID,
                        Optional.ofNullable(nonsense.getMessage()).orElse("This cannot be part of a brand kit."));
            }
        }
    }

    /** Changes to a brand kit; what is absent stays. */
    public record BrandKitChanges(
            @Nullable String name,
            @Nullable String logoKey,
            @Nullable List<String> colors,
            @Nullable List<String> fonts,
            @Nullable String fontKey,
            @Nullable String outroKey,
            @Nullable String watermark) {}

    /** A brand kit as it is now. */
    public record BrandKitStands(BrandKitId brandKitId, BrandKitContents contents) {}

    /** Makes a brand kit. */
    @PostMapping
    @Operation(summary = "Make a brand kit", description = "In the workspace of your sign-in; for its editors. (CLP-6)")
    @Refuses({"FIELD_INVALID", "ID_TAKEN", "NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<BrandKitStands>> createBrandKit(WriteRequest request, @RequestBody NewBrandKit body) {
        var kit = Optional.ofNullable(body.brandKitId()).orElseGet(() -> new BrandKitId(ids.next()));
        return writes.run(request, body, BrandKitStands.class, () -> {
            var workspace = request.caller().workspaceId();
            gate.require(request.caller(), WorkspacePermission.CHANGE_CLIPS, workspace);
            BrandKitContents contents = commands.sendAndWait(new CreateBrandKit(
                    kit, workspace, body.contents(), request.caller().accountId()));
            kits.keepFiles(kit, workspace, contents);
            return Answer.created(new BrandKitStands(kit, contents));
        });
    }

    /** Changes a brand kit. */
    @PatchMapping("/{brandKitId}")
    @Operation(
            summary = "Change a brand kit",
            description = "Clips that are rendered already stay as they are. (CLP-6)")
    @Refuses({"FIELD_INVALID", "NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<BrandKitStands>> changeBrandKit(
            WriteRequest request, @PathVariable BrandKitId brandKitId, @RequestBody BrandKitChanges body) {
        return writes.run(request, body, BrandKitStands.class, () -> {
            var workspace = gate.requireOwned(
                    request.caller(), WorkspacePermission.CHANGE_CLIPS, OwnedKind.BRAND_KIT, brandKitId.value());
            BrandKitContents contents = commands.sendAndWait(new ChangeBrandKit(
                    brandKitId,
                    body.name(),
                    body.logoKey(),
                    body.colors(),
                    body.fonts(),
                    body.fontKey(),
                    body.outroKey(),
                    body.watermark(),
                    request.caller().accountId()));
            kits.keepFiles(brandKitId, workspace, contents);
            return Answer.ok(new BrandKitStands(brandKitId, contents));
        });
    }
}
