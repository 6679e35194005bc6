package org.backlot.treasury.rest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.identity.api.access.Permission;
import org.backlot.identity.command.access.Gate;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.Money;
import org.backlot.shared.PlainText;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ContractId;
import org.backlot.shared.id.IdSource;
import org.backlot.shared.id.ProjectId;
import org.backlot.treasury.api.ContractCommand.DraftContract;
import org.backlot.treasury.api.ContractCommand.SignContract;
import org.backlot.treasury.api.SignatureReceipt;
import org.backlot.treasury.api.TreasuryRejection;
import org.backlot.treasury.command.contract.CanonicalTerms;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Drafts pre-production agreements and takes their signatures (TRE-3; CLAP week 4). */
@RestController
@RequestMapping("/api/v1/treasury")
@Tag(name = "Treasury")
public class ContractController {
    private static final int LONGEST_TITLE = 200;
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final Writes writes;
    private final Gate gate;
    private final CommandGateway commands;
    private final IdSource ids;

    public ContractController(Writes writes, Gate gate, CommandGateway commands, IdSource ids) {
        this.writes = writes;
        this.gate = gate;
        this.commands = commands;
        this.ids = ids;
    }

    /**
     * A contract to lay before its parties.
     *
     * @param title 1 to 200 characters
     * @param terms any JSON object up to 256 KB, 32 deep; kept in canonical form (RFC 8785)
     * @param signatories 1 to 20 active accounts, in signing order
     * @param amount what the contract is worth
     * @param contractId a UUIDv7 of the client's choice
     */
    public record DraftContractBody(
            ProjectId projectId,
            Title title,

            @Schema(type = "object", additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
            CanonicalTerms terms,

            List<AccountId> signatories,
            Money amount,
            @Nullable ContractId contractId) {}

    /** What a contract is called: 1 to 200 characters on one line. */
    public record Title(@JsonValue String value) {
        @JsonCreator
        public Title {
            value = PlainText.line(value, LONGEST_TITLE);
        }
    }

    /**
     * A drafted contract.
     *
     * @param termsDigest what each signatory signs: SHA-256 of the canonical terms, in hexadecimal
     */
    public record DraftedContract(ContractId contractId, ProjectId projectId, String termsDigest) {}

    /**
     * A signature.
     *
     * @param termsDigest the digest of the terms that the signatory has read, in hexadecimal
     */
    public record SignContractBody(ContractId contractId, TermsDigest termsDigest) {}

    /** SHA-256 in hexadecimal. */
    public record TermsDigest(@JsonValue String value) {
        @JsonCreator
        public TermsDigest {
            value = value.toLowerCase(Locale.ROOT);
            if (!SHA_256.matcher(value).matches()) {
                throw new IllegalArgumentException("must be 64 hexadecimal digits");
            }
        }
    }

    @PostMapping("/contracts")
    @Operation(
            summary = "Draft a contract",
            description = "Lays down the terms and who signs in which order. Needs DRAFT_CONTRACT on the project."
                    + " (TRE-3; CLAP week 4)")
    @Refuses({"SIGNATORY_NOT_ACTIVE", "ID_TAKEN", "NOT_FOUND", "NOT_ALLOWED"})
    Mono<ResponseEntity<DraftedContract>> draft(WriteRequest request, @RequestBody DraftContractBody body) {
        var contractId = Optional.ofNullable(body.contractId()).orElseGet(() -> new ContractId(ids.next()));
        return writes.run(request, body, DraftedContract.class, () -> {
            gate.require(request.caller(), Permission.DRAFT_CONTRACT, body.projectId());
            for (int i = 0; i < body.signatories().size(); i++) {
                if (!gate.isActive(body.signatories().get(i))) {
                    throw Rejection.of(TreasuryRejection.SIGNATORY_NOT_ACTIVE).at("signatories[%d]".formatted(i));
                }
            }
            commands.sendAndWait(new DraftContract(
                    contractId,
                    body.projectId(),
                    gate.workspaceOf(body.projectId()),
                    body.title().value(),
                    body.terms().json(),
                    body.signatories(),
                    body.amount(),
                    request.caller().accountId()));
            return Answer.created(new DraftedContract(
                    contractId, body.projectId(), body.terms().digest()));
        });
    }

    @PostMapping("/legal/sign-ppa")
    @Operation(
            summary = "Sign a contract",
            description = "Signs in the caller's own name, with the time and the address the request came from. The"
                    + " digest says which terms they have read. Signing again answers the same."
                    + " (TRE-3; CLAP week 4)")
    @Refuses({"SIGNATORY_NOT_NEXT", "TERMS_CHANGED", "NOT_A_SIGNATORY", "NOT_FOUND", "NOT_ALLOWED"})
    Mono<ResponseEntity<SignatureReceipt>> sign(WriteRequest request, @RequestBody SignContractBody body) {
        return writes.run(request, body, SignatureReceipt.class, () -> {
            // Whoever may not even see the contract learns nothing of it; that they are a signatory is the contract's
            // rule.
            gate.requireOn(
                    request.caller(),
                    Permission.VIEW_CONTRACT,
                    body.contractId().value());
            SignatureReceipt receipt = commands.sendAndWait(new SignContract(
                    body.contractId(),
                    request.caller().accountId(),
                    body.termsDigest().value(),
                    request.remote()));
            return Answer.ok(receipt);
        });
    }
}
