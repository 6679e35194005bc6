package org.backlot.casting.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.CastingRejection;
import org.backlot.casting.api.PortfolioKind;
import org.backlot.casting.api.TalentCommand.AddPortfolioItem;
import org.backlot.casting.api.TalentCommand.CreateTalentProfile;
import org.backlot.casting.api.TalentCommand.EditTalentProfile;
import org.backlot.casting.api.TalentCommand.RemovePortfolioItem;
import org.backlot.casting.api.TalentDetails;
import org.backlot.identity.api.AccountRole;
import org.backlot.identity.api.access.WorkspacePermission;
import org.backlot.identity.command.access.Gate;
import org.backlot.media.api.AssetStatus;
import org.backlot.media.api.MediaCommand.InspectUpload;
import org.backlot.media.api.MediaCommand.UseAsset;
import org.backlot.media.api.MediaContentType;
import org.backlot.media.api.UploadTicket;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.NoBody;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.IdSource;
import org.backlot.shared.id.MediaAssetId;
import org.backlot.shared.id.PortfolioItemId;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A talent's own profile and portfolio (CST-1). */
@RestController
@RequestMapping("/api/v1/casting/talents/me")
@Tag(name = "Casting")
public class TalentController {
    private final Writes writes;
    private final CommandGateway commands;
    private final Gate gate;
    private final IdSource ids;

    public TalentController(Writes writes, CommandGateway commands, Gate gate, IdSource ids) {
        this.writes = writes;
        this.commands = commands;
        this.gate = gate;
        this.ids = ids;
    }

    /**
     * A new profile.
     *
     * @param bornOn kept sealed; everybody else is told a range
     */
    record NewProfile(LocalDate bornOn, TalentDetails details) {}

    record ProfileKept(AccountId accountId) {}

    /** Makes the caller's profile. */
    @PostMapping
    @Operation(
            summary = "Make your talent profile",
            description =
                    "For accounts with the role talent, one profile each. The day of birth is kept sealed: everybody"
                            + " else is told an age range. Who is under 18 is seen by nobody until a guardian consents."
                            + " (CST-1, IDN-9)")
    @Refuses({"PROFILE_EXISTS", "BIRTH_DATE_INVALID", "NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<ProfileKept>> createProfile(WriteRequest request, @RequestBody NewProfile body) {
        return writes.run(request, body, ProfileKept.class, () -> {
            var talent = talent(request);
            commands.sendAndWait(
                    new CreateTalentProfile(talent, Personal.of(body.bornOn()), Personal.of(body.details())));
            return Answer.created(new ProfileKept(talent));
        });
    }

    record EditedProfile(TalentDetails details) {}

    /** Replaces what the caller says of themselves. */
    @PutMapping
    @Operation(
            summary = "Replace what your profile says",
            description = "All of it; what is absent is no longer said. The day of birth stays. (CST-1)")
    @Refuses({"NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<ProfileKept>> editProfile(WriteRequest request, @RequestBody EditedProfile body) {
        return writes.run(request, body, ProfileKept.class, () -> {
            var talent = talent(request);
            commands.sendAndWait(new EditTalentProfile(talent, Personal.of(body.details())));
            return Answer.ok(new ProfileKept(talent));
        });
    }

    /**
     * A new portfolio item.
     *
     * @param itemId chosen by the client, or made here
     * @param assetId an upload of your workspace: a photo, a film, or sound
     */
    record NewItem(@Nullable PortfolioItemId itemId, MediaAssetId assetId, CastingLine title) {}

    record ItemKept(PortfolioItemId itemId) {}

    /** Shows a file in the portfolio. */
    @PostMapping("/portfolio")
    @Operation(
            summary = "Add to your portfolio",
            description =
                    "A photo, film or sound that was uploaded to your workspace and confirmed; at most 40. (CST-1)")
    @Refuses({"PORTFOLIO_FULL", "ASSET_NOT_READY", "ID_TAKEN", "NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<ItemKept>> addPortfolioItem(WriteRequest request, @RequestBody NewItem body) {
        var item = Optional.ofNullable(body.itemId()).orElseGet(() -> new PortfolioItemId(ids.next()));
        return writes.run(request, body, ItemKept.class, () -> {
            var talent = talent(request);
            UploadTicket upload = commands.sendAndWait(new InspectUpload(body.assetId()));
            gate.require(request.caller(), WorkspacePermission.CHANGE_MEDIA, upload.workspaceId());
            commands.sendAndWait(
                    new AddPortfolioItem(talent, item, body.assetId(), ready(upload), Personal.of(body.title())));
            // What is shown in a portfolio is no material that goes after its time.
            commands.sendAndWait(new UseAsset(body.assetId(), "talent/" + talent));
            return Answer.created(new ItemKept(item));
        });
    }

    /** Takes a file out of the portfolio. */
    @DeleteMapping("/portfolio/{itemId}")
    @Operation(summary = "Remove from your portfolio", description = "The upload itself stays. (CST-1)")
    @Refuses({"NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<ItemKept>> removePortfolioItem(WriteRequest request, @PathVariable PortfolioItemId itemId) {
        return writes.run(request, NoBody.INSTANCE, ItemKept.class, () -> {
            commands.sendAndWait(new RemovePortfolioItem(talent(request), itemId));
            return Answer.ok(new ItemKept(itemId));
        });
    }

    private static PortfolioKind ready(UploadTicket upload) {
        if (upload.status() != AssetStatus.UPLOADED || upload.contentType().kind() == MediaContentType.Kind.CAPTIONS) {
            throw Rejection.of(CastingRejection.ASSET_NOT_READY).at("assetId");
        }
        return PortfolioKind.of(upload.contentType());
    }

    static AccountId talent(WriteRequest request) {
        if (request.caller().role() != AccountRole.TALENT) {
            throw Rejection.of(CommonRejection.NOT_ALLOWED, "Only accounts with the role talent have a profile.");
        }
        return request.caller().accountId();
    }
}
