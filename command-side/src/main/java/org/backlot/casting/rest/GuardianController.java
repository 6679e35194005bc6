package org.backlot.casting.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.casting.api.CastingRejection;
import org.backlot.casting.api.TalentCommand.GiveConsent;
import org.backlot.casting.api.TalentCommand.NameGuardian;
import org.backlot.casting.api.TalentCommand.WithdrawConsent;
import org.backlot.casting.api.WithdrawalCause;
import org.backlot.casting.command.access.CastingFacts;
import org.backlot.casting.command.application.OpenApplications;
import org.backlot.identity.command.access.Gate;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.NoBody;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.Reason;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who answers for a minor, and whether they consent (IDN-9). */
@RestController
@RequestMapping("/api/v1/casting/talents")
@Tag(name = "Casting")
public class GuardianController {
    private final Writes writes;
    private final CommandGateway commands;
    private final Gate gate;
    private final CastingFacts facts;
    private final OpenApplications open;

    public GuardianController(
            Writes writes, CommandGateway commands, Gate gate, CastingFacts facts, OpenApplications open) {
        this.writes = writes;
        this.commands = commands;
        this.gate = gate;
        this.facts = facts;
        this.open = open;
    }

    record NamedGuardian(AccountId guardianId) {}

    /** Where a consent stands. */
    record ConsentStands(AccountId accountId, AccountId guardianId, boolean consented) {}

    /** Names a guardian. */
    @PostMapping("/me/guardian")
    @Operation(
            summary = "Name your guardian",
            description = "For who is under 18. The guardian is another person with an account; they get a mail and"
                    + " consent, or do not. Naming another one ends what the first had consented to. (IDN-9)")
    @Refuses({"NOT_A_MINOR", "GUARDIAN_NOT_ELIGIBLE", "GUARDIAN_NAMED_TOO_OFTEN", "NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<ConsentStands>> nameGuardian(WriteRequest request, @RequestBody NamedGuardian body) {
        return writes.run(request, body, ConsentStands.class, () -> {
            var minor = TalentController.talent(request);
            if (!gate.isActive(body.guardianId()) || facts.isMinor(body.guardianId())) {
                throw Rejection.of(CastingRejection.GUARDIAN_NOT_ELIGIBLE).at("guardianId");
            }
            boolean another = facts.guardianOf(minor)
                    .filter(known -> !known.equals(body.guardianId()))
                    .isPresent();
            commands.sendAndWait(new NameGuardian(minor, body.guardianId()));
            if (another) {
                open.withdrawAll(minor, minor, WithdrawalCause.CONSENT_GONE);
            }
            return Answer.ok(new ConsentStands(minor, body.guardianId(), false));
        });
    }

    /** The guardian consents. */
    @PostMapping("/{accountId}/consent")
    @Operation(
            summary = "Consent for a minor",
            description =
                    "For the guardian that the minor has named. From then on the profile is seen, and applications"
                            + " may go out. (IDN-9)")
    @Refuses({"NOT_A_MINOR", "NOT_FOUND"})
    Mono<ResponseEntity<ConsentStands>> giveConsent(WriteRequest request, @PathVariable AccountId accountId) {
        return writes.run(request, NoBody.INSTANCE, ConsentStands.class, () -> {
            var guardian = request.caller().accountId();
            commands.sendAndWait(new GiveConsent(accountId, guardian));
            return Answer.ok(new ConsentStands(accountId, guardian, true));
        });
    }

    /** The guardian consents no longer. */
    @DeleteMapping("/{accountId}/consent")
    @Operation(
            summary = "Withdraw a consent",
            description = "With the answer the profile is seen by nobody, and every open application is withdrawn. The"
                    + " reason is kept in the log; name nobody in it. (IDN-9)")
    @Refuses({"CONSENT_NOT_GIVEN", "NOT_A_MINOR", "NOT_FOUND", "PARAMETER_INVALID"})
    Mono<ResponseEntity<ConsentStands>> withdrawConsent(
            WriteRequest request, @PathVariable AccountId accountId, @RequestParam Reason reason) {
        return writes.run(request, reason, ConsentStands.class, () -> {
            var guardian = request.caller().accountId();
            commands.sendAndWait(new WithdrawConsent(accountId, guardian, reason.value()));
            open.withdrawAll(accountId, guardian, WithdrawalCause.CONSENT_GONE);
            return Answer.ok(new ConsentStands(accountId, guardian, false));
        });
    }
}
