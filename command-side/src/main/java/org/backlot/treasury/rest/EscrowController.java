package org.backlot.treasury.rest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.identity.api.access.Permission;
import org.backlot.identity.command.access.Gate;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Money;
import org.backlot.shared.PlainText;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ContractId;
import org.backlot.shared.id.EscrowId;
import org.backlot.shared.id.IdSource;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.personal.Personal;
import org.backlot.treasury.api.EscrowReceipt;
import org.backlot.treasury.api.ReleaseCondition;
import org.backlot.treasury.api.TreasuryCommand;
import org.backlot.treasury.api.TreasuryCommand.DisputeEscrow;
import org.backlot.treasury.api.TreasuryCommand.LockEscrow;
import org.backlot.treasury.api.TreasuryCommand.PartReleaseEscrow;
import org.backlot.treasury.api.TreasuryCommand.RefundEscrow;
import org.backlot.treasury.api.TreasuryCommand.SettleEscrowDispute;
import org.backlot.treasury.api.TreasuryRejection;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Sets money aside and moves it, for whoever may move a project's money (TRE-2; CLAP week 4). */
@RestController
@RequestMapping("/api/v1/treasury/escrow")
@Tag(name = "Treasury")
public class EscrowController {
    private static final int LONGEST_REASON = 2000;

    private final Writes writes;
    private final Gate gate;
    private final CommandGateway commands;
    private final IdSource ids;

    public EscrowController(Writes writes, Gate gate, CommandGateway commands, IdSource ids) {
        this.writes = writes;
        this.gate = gate;
        this.commands = commands;
        this.ids = ids;
    }

    /**
     * What to lock.
     *
     * @param contractId the contract that the money is for; it may be drafted later, under this id
     * @param payee who is paid; an active account
     * @param amount in the budget's currency, more than zero
     * @param expiresAt when the hold ends by itself; at most ten years ahead
     * @param conditions what must be proved first; all of them where left out
     * @param escrowId a UUIDv7 of the client's choice
     */
    public record LockEscrowBody(
            ProjectId projectId,
            ContractId contractId,
            AccountId payee,
            Money amount,
            Instant expiresAt,
            @Nullable List<ReleaseCondition> conditions,
            @Nullable EscrowId escrowId) {}

    /** How much of the hold to pay out now: more than zero, less than what is held. */
    public record PartReleaseBody(Money amount) {}

    /** Why somebody objects. Personal data of whoever writes it. */
    public record DisputeBody(Reason reason) {}

    /** What somebody objects to: 1 to 2000 characters. */
    public record Reason(@JsonValue String value) {
        @JsonCreator
        public Reason {
            value = PlainText.paragraph(value, LONGEST_REASON);
        }

        @Override
        public String toString() {
            return "Reason[…]";
        }
    }

    /** Nothing to say but that it should be done. */
    public record NothingMore() {}

    @PostMapping("/lock")
    @Operation(
            summary = "Lock money for a contract",
            description = "Sets part of the project's budget aside until it is paid by evidence, refunded or expires."
                    + " Needs the permission MOVE_MONEY on the project. (TRE-2; CLAP week 4)")
    @Refuses({"BUDGET_EXCEEDED", "CURRENCY_MISMATCH", "PAYEE_NOT_ACTIVE", "ID_TAKEN", "NOT_FOUND", "NOT_ALLOWED"})
    Mono<ResponseEntity<EscrowReceipt>> lock(WriteRequest request, @RequestBody LockEscrowBody body) {
        var escrowId = Optional.ofNullable(body.escrowId()).orElseGet(() -> new EscrowId(ids.next()));
        return writes.run(request, body, EscrowReceipt.class, () -> {
            gate.require(request.caller(), Permission.MOVE_MONEY, body.projectId());
            requireOwnContract(body.contractId(), body.projectId());
            if (!gate.isActive(body.payee())) {
                throw Rejection.of(TreasuryRejection.PAYEE_NOT_ACTIVE).at("payee");
            }
            return Answer.created(send(new LockEscrow(
                    body.projectId(),
                    escrowId,
                    body.contractId(),
                    body.payee(),
                    body.amount(),
                    conditions(body),
                    body.expiresAt())));
        });
    }

    @PostMapping("/{escrowId}/part-release")
    @Operation(
            summary = "Pay part of an escrow",
            description = "Pays a part before the evidence is complete; the caller answers for it. Needs MOVE_MONEY."
                    + " (TRE-2)")
    @Refuses({"ESCROW_NOT_LOCKED", "PART_TOO_LARGE", "CURRENCY_MISMATCH", "NOT_FOUND", "NOT_ALLOWED"})
    Mono<ResponseEntity<EscrowReceipt>> partRelease(
            WriteRequest request, @PathVariable EscrowId escrowId, @RequestBody PartReleaseBody body) {
        return move(
                request,
                body,
                escrowId,
                Permission.MOVE_MONEY,
                (project, caller) -> new PartReleaseEscrow(project, escrowId, body.amount(), caller));
    }

    @PostMapping("/{escrowId}/refund")
    @Operation(
            summary = "Give an escrow back",
            description = "Returns what is held to the budget; it also ends a dispute. Needs MOVE_MONEY. (TRE-2)")
    @Refuses({"ESCROW_NOT_LOCKED", "NOT_FOUND", "NOT_ALLOWED"})
    Mono<ResponseEntity<EscrowReceipt>> refund(
            WriteRequest request,
            @PathVariable EscrowId escrowId,
            @RequestBody(required = false) @Nullable NothingMore body) {
        return move(
                request,
                new NothingMore(),
                escrowId,
                Permission.MOVE_MONEY,
                (project, caller) -> new RefundEscrow(project, escrowId, caller));
    }

    @PostMapping("/{escrowId}/dispute")
    @Operation(
            summary = "Dispute an escrow",
            description = "Stops every movement, expiry included, until the dispute is settled or the money refunded."
                    + " For whoever may move the project's money, and the parties to the escrow. (TRE-2)")
    @Refuses({"ESCROW_NOT_LOCKED", "NOT_FOUND", "NOT_ALLOWED"})
    Mono<ResponseEntity<EscrowReceipt>> dispute(
            WriteRequest request, @PathVariable EscrowId escrowId, @RequestBody DisputeBody body) {
        // VIEW_CONTRACT asks for the same standing as MOVE_MONEY, and lets the parties in as well.
        return move(
                request,
                body,
                escrowId,
                Permission.VIEW_CONTRACT,
                (project, caller) -> new DisputeEscrow(
                        project, escrowId, caller, Personal.of(body.reason().value())));
    }

    @PostMapping("/{escrowId}/settle")
    @Operation(
            summary = "Settle a dispute",
            description = "The escrow goes on as before the dispute. Needs MOVE_MONEY. (TRE-2)")
    @Refuses({"ESCROW_NOT_DISPUTED", "NOT_FOUND", "NOT_ALLOWED"})
    Mono<ResponseEntity<EscrowReceipt>> settle(
            WriteRequest request,
            @PathVariable EscrowId escrowId,
            @RequestBody(required = false) @Nullable NothingMore body) {
        return move(
                request,
                new NothingMore(),
                escrowId,
                Permission.MOVE_MONEY,
                (project, caller) -> new SettleEscrowDispute(project, escrowId, caller));
    }

    private static Set<ReleaseCondition> conditions(LockEscrowBody body) {
        var named = body.conditions();
        return named == null ? EnumSet.allOf(ReleaseCondition.class) : Set.copyOf(named);
    }

    private Mono<ResponseEntity<EscrowReceipt>> move(
            WriteRequest request,
            Object body,
            EscrowId escrow,
            Permission permission,
            BiFunction<ProjectId, AccountId, TreasuryCommand> command) {
        return writes.run(request, body, EscrowReceipt.class, () -> {
            var project = gate.requireOn(request.caller(), permission, escrow.value());
            return Answer.ok(send(command.apply(project, request.caller().accountId())));
        });
    }

    private EscrowReceipt send(TreasuryCommand command) {
        return commands.sendAndWait(command);
    }

    // Money may be locked before the contract is drafted; but not for a contract of somebody else's project.
    private void requireOwnContract(ContractId contract, ProjectId project) {
        ProjectId owner;
        try {
            owner = gate.projectOf(contract.value());
        } catch (Rejection notDraftedYet) {
            if (notDraftedYet.code() == CommonRejection.NOT_FOUND) {
                return;
            }
            throw notDraftedYet;
        }
        if (!owner.equals(project)) {
            throw Rejection.of(CommonRejection.NOT_FOUND).at("contractId");
        }
    }
}
