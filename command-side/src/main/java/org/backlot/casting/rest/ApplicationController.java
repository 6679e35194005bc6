package org.backlot.casting.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.ApplicationCommand.AnswerOffer;
import org.backlot.casting.api.ApplicationCommand.DecideApplication;
import org.backlot.casting.api.ApplicationCommand.SubmitApplication;
import org.backlot.casting.api.ApplicationCommand.ViewApplication;
import org.backlot.casting.api.ApplicationCommand.WithdrawApplication;
import org.backlot.casting.api.ApplicationSheet;
import org.backlot.casting.api.ApplicationStatus;
import org.backlot.casting.api.CallCommand.InspectRole;
import org.backlot.casting.api.CastingProse;
import org.backlot.casting.api.CastingRejection;
import org.backlot.casting.api.OfferAnswer;
import org.backlot.casting.api.PortfolioKind;
import org.backlot.casting.api.PosterDecision;
import org.backlot.casting.api.RoleTicket;
import org.backlot.casting.api.TalentCommand.SendApplication;
import org.backlot.casting.api.TalentDetails;
import org.backlot.casting.api.WithdrawalCause;
import org.backlot.casting.command.access.CastingFacts;
import org.backlot.casting.command.application.ApplicationPlan;
import org.backlot.casting.command.application.VerificationGate;
import org.backlot.casting.command.talent.StoredTalents;
import org.backlot.casting.command.talent.Talent;
import org.backlot.identity.api.access.OwnedKind;
import org.backlot.identity.api.access.WorkspacePermission;
import org.backlot.identity.command.access.Gate;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.Claims;
import org.backlot.platform.command.NoBody;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ApplicationId;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.CastingRoleId;
import org.backlot.shared.id.IdSource;
import org.backlot.shared.id.PortfolioItemId;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Applications, from both sides (CST-3). */
@RestController
@RequestMapping("/api/v1/casting/applications")
@Tag(name = "Casting")
public class ApplicationController {
    private static final String CLAIM = "casting-application";

    private final Writes writes;
    private final CommandGateway commands;
    private final Gate gate;
    private final CastingFacts facts;
    private final Claims claims;
    private final StoredTalents talents;
    private final ApplicationPlan plan;
    private final VerificationGate verification;
    private final IdSource ids;
    private final Clock clock;

    public ApplicationController(
            Writes writes,
            CommandGateway commands,
            Gate gate,
            CastingFacts facts,
            Claims claims,
            StoredTalents talents,
            ApplicationPlan plan,
            VerificationGate verification,
            IdSource ids,
            Clock clock) {
        this.writes = writes;
        this.commands = commands;
        this.gate = gate;
        this.facts = facts;
        this.claims = claims;
        this.talents = talents;
        this.plan = plan;
        this.verification = verification;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A new application.
     *
     * @param applicationId chosen by the client, or made here
     * @param note what you want to say; read by those who posted the call
     * @param portfolio which items of your portfolio go with it; absent for all of them
     */
    record NewApplication(
            @Nullable ApplicationId applicationId,
            CastingCallId callId,
            CastingRoleId roleId,
            CastingProse note,
            @Nullable List<PortfolioItemId> portfolio) {}

    /** Where an application stands after what was asked. */
    record ApplicationStands(ApplicationId applicationId, ApplicationStatus status) {}

    /** Applies for a role. */
    @PostMapping
    @Operation(
            summary = "Apply for a role",
            description =
                    "Once for each role; five a month (UTC) are free. A minor's guardian has consented, and your"
                            + " identity (for a minor also the guardian's) is verified. Who posted the call is told. (CST-3, IDN-9)")
    @Refuses({
        "PROFILE_REQUIRED",
        "GUARDIAN_CONSENT_REQUIRED",
        "VERIFICATION_REQUIRED",
        "APPLICATION_LIMIT_REACHED",
        "ALREADY_APPLIED",
        "CALL_NOT_OPEN",
        "CALL_ELSEWHERE",
        "ROLE_UNKNOWN",
        "OWN_CALL",
        "ID_TAKEN",
        "NOT_ALLOWED",
        "NOT_FOUND"
    })
    Mono<ResponseEntity<ApplicationStands>> applyForRole(WriteRequest request, @RequestBody NewApplication body) {
        var application = Optional.ofNullable(body.applicationId()).orElseGet(() -> new ApplicationId(ids.next()));
        return writes.run(request, body, ApplicationStands.class, () -> {
            var applicant = TalentController.talent(request);
            RoleTicket role = commands.sendAndWait(new InspectRole(body.callId(), body.roleId()));
            if (gate.roleIn(role.workspaceId(), applicant).isPresent()) {
                throw Rejection.of(CastingRejection.OWN_CALL);
            }
            var portfolio = Optional.ofNullable(body.portfolio()).orElseGet(List::of).stream()
                    .distinct()
                    .toList();
            requireOwn(portfolio, applicant);
            claims.claim(
                    CLAIM,
                    body.callId() + "/" + body.roleId() + "/" + applicant,
                    application.toString(),
                    CastingRejection.ALREADY_APPLIED);
            // An event of the profile, so that a consent which is withdrawn meanwhile keeps this out.
            commands.sendAndWait(new SendApplication(applicant, application, plan.perMonth(applicant)));
            verification.require(applicant);
            commands.sendAndWait(
                    new SubmitApplication(application, role, applicant, Personal.of(body.note()), portfolio));
            return Answer.created(new ApplicationStands(application, ApplicationStatus.SUBMITTED));
        });
    }

    /** Withdraws an application. */
    @PostMapping("/{applicationId}/withdraw")
    @Operation(
            summary = "Withdraw an application",
            description =
                    "For whoever applied, and a minor's guardian. Its material is shown no more; what became of it"
                            + " stays. (CST-3)")
    @Refuses({"STATUS_NOT_REACHABLE", "NOT_FOUND"})
    Mono<ResponseEntity<ApplicationStands>> withdrawApplication(
            WriteRequest request, @PathVariable ApplicationId applicationId) {
        return writes.run(request, NoBody.INSTANCE, ApplicationStands.class, () -> {
            var by = applicantSide(request, applicationId);
            commands.sendAndWait(new WithdrawApplication(applicationId, by, WithdrawalCause.APPLICANT));
            return Answer.ok(new ApplicationStands(applicationId, ApplicationStatus.WITHDRAWN));
        });
    }

    record AnswerBody(OfferAnswer answer) {}

    /** Answers an offer. */
    @PostMapping("/{applicationId}/answer")
    @Operation(
            summary = "Accept or decline an offer",
            description = "For whoever applied, and a minor's guardian. (CST-3)")
    @Refuses({"STATUS_NOT_REACHABLE", "NOT_FOUND"})
    Mono<ResponseEntity<ApplicationStands>> answerOffer(
            WriteRequest request, @PathVariable ApplicationId applicationId, @RequestBody AnswerBody body) {
        return writes.run(request, body, ApplicationStands.class, () -> {
            var by = applicantSide(request, applicationId);
            ApplicationStatus status = commands.sendAndWait(new AnswerOffer(applicationId, by, body.answer()));
            return Answer.ok(new ApplicationStands(applicationId, status));
        });
    }

    record DecisionBody(PosterDecision decision) {}

    /** Decides about an application. */
    @PostMapping("/{applicationId}/decision")
    @Operation(
            summary = "Shortlist, call back, offer or reject",
            description =
                    "For editors of the call's workspace. Steps may be left out; nothing goes back. Whoever applied"
                            + " is told, and a minor's guardian who consents. (CST-3, IDN-9)")
    @Refuses({"STATUS_NOT_REACHABLE", "NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<ApplicationStands>> decideApplication(
            WriteRequest request, @PathVariable ApplicationId applicationId, @RequestBody DecisionBody body) {
        return writes.run(request, body, ApplicationStands.class, () -> {
            var by = posterSide(request, applicationId);
            ApplicationStatus status = commands.sendAndWait(new DecideApplication(applicationId, by, body.decision()));
            return Answer.ok(new ApplicationStands(applicationId, status));
        });
    }

    /** A portfolio item that goes with an application. */
    record ItemShown(PortfolioItemId itemId, PortfolioKind kind, String title) {}

    /**
     * What an application shows.
     *
     * @param ageRange all that anybody is told of an age
     */
    record Material(
            ApplicationId applicationId,
            AccountId applicant,
            ApplicationStatus status,
            CastingProse note,
            TalentDetails details,
            AgeRange ageRange,
            List<ItemShown> portfolio) {}

    /** Looks at an application. */
    @PostMapping("/{applicationId}/views")
    @Operation(
            summary = "Look at the material of an application",
            description =
                    "The note, the profile and what goes with it. Whoever applied sees that you looked, each time;"
                            + " that is why this is a POST. For editors of the call's workspace. (CST-3)")
    @Refuses({"MATERIAL_WITHDRAWN", "NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<Material>> viewApplication(WriteRequest request, @PathVariable ApplicationId applicationId) {
        return writes.run(request, NoBody.INSTANCE, Material.class, () -> {
            var by = posterSide(request, applicationId);
            ApplicationSheet sheet = commands.sendAndWait(new ViewApplication(applicationId, by));
            return Answer.ok(material(sheet));
        });
    }

    private Material material(ApplicationSheet sheet) {
        if (!(talents.load(sheet.applicant()) instanceof Talent.Profile profile) || !profile.shown(clock.instant())) {
            throw Rejection.of(CastingRejection.MATERIAL_WITHDRAWN);
        }
        var items = profile.portfolio().values().stream()
                .filter(item -> sheet.portfolio().isEmpty() || sheet.portfolio().contains(item.itemId()))
                .map(item -> new ItemShown(
                        item.itemId(), item.kind(), item.title().required().value()))
                .toList();
        return new Material(
                sheet.applicationId(),
                sheet.applicant(),
                sheet.status(),
                sheet.note().required(),
                profile.details().required(),
                profile.ageRange(),
                items);
    }

    private void requireOwn(List<PortfolioItemId> portfolio, AccountId applicant) {
        if (!(talents.load(applicant) instanceof Talent.Profile profile)) {
            throw Rejection.of(CastingRejection.PROFILE_REQUIRED);
        }
        if (!profile.portfolio().keySet().containsAll(portfolio)) {
            throw Rejection.of(CommonRejection.NOT_FOUND).at("portfolio");
        }
    }

    private AccountId applicantSide(WriteRequest request, ApplicationId application) {
        var caller = request.caller().accountId();
        var applicant = facts.applicantOf(application).orElseThrow(() -> Rejection.of(CommonRejection.NOT_FOUND));
        boolean allowed = applicant.equals(caller)
                || facts.guardianOf(applicant).filter(caller::equals).isPresent();
        if (!allowed) {
            throw Rejection.of(CommonRejection.NOT_FOUND);
        }
        return caller;
    }

    private AccountId posterSide(WriteRequest request, ApplicationId application) {
        gate.requireOwned(
                request.caller(), WorkspacePermission.DECIDE_APPLICATIONS, OwnedKind.APPLICATION, application.value());
        return request.caller().accountId();
    }
}
