package org.backlot.identity.rest;

import io.swagger.v3.oas.annotations.Operation;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.identity.api.IdentityRejection;
import org.backlot.identity.api.NafathCommand.NotifyNafath;
import org.backlot.identity.api.VerificationCommand.RecordVerification;
import org.backlot.identity.api.VerificationMethod;
import org.backlot.identity.command.access.Gate;
import org.backlot.identity.command.nafath.NafathTerms;
import org.backlot.identity.command.nafath.NationalIdentities;
import org.backlot.identity.rest.NafathNotice.Told;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Where the provider says what a holder has answered (IDN-8). Open to all, so it believes little: the secret, a transaction
 * that is open, and the national ID that was sent with it; and it tells nothing: whatever came of a notice, the answer is
 * the same.
 */
@RestController
@RequestMapping("/api/v1/auth/nafath")
public class NafathNoticeController {
    private static final Logger LOG = LoggerFactory.getLogger(NafathNoticeController.class);
    private static final String GROUNDS = "confirmed in the Nafath app";

    private final Writes writes;
    private final CommandGateway commands;
    private final Gate gate;
    private final NafathTerms terms;
    private final NationalIdentities identities;

    public NafathNoticeController(
            Writes writes, CommandGateway commands, Gate gate, NafathTerms terms, NationalIdentities identities) {
        this.writes = writes;
        this.commands = commands;
        this.gate = gate;
        this.terms = terms;
        this.identities = identities;
    }

    record NoticeTaken(boolean success) {}

    /** Takes a notice of the provider. */
    @PostMapping("/webhook")
    @Operation(
            summary = "Notice of the provider of Nafath",
            description =
                    "For Authentica, which sends TransactionId, NationalId, Status (COMPLETED or REJECTED) and the"
                            + " Password that was agreed on. A notice counts once, while its request is open. Unknown, late,"
                            + " repeated and accepted ones are answered alike. Sixty a minute for an address. (IDN-8)")
    @Refuses({"NAFATH_SECRET_WRONG", "PROVIDER_NOT_CONFIGURED"})
    Mono<ResponseEntity<NoticeTaken>> takeNafathNotice(WriteRequest request, @RequestBody NafathNotice body) {
        terms.requireSecret();
        if (!terms.isSecret(body.givenPassword())) {
            LOG.warn("A notice of Nafath came with a wrong password");
            return Mono.error(Rejection.of(IdentityRejection.NAFATH_SECRET_WRONG));
        }
        return writes.run(request, body, NoticeTaken.class, () -> {
            body.told()
                    .ifPresent(told -> identities
                            .accountOf(told.transactionId())
                            .filter(gate::isActive)
                            .ifPresent(account -> take(account, told)));
            return Answer.ok(new NoticeTaken(true));
        });
    }

    /** One commit: the request is over, the identity is seen, and the national ID is the account's. */
    private void take(AccountId account, Told told) {
        boolean verified = commands.<Boolean>sendAndWait(new NotifyNafath(
                account,
                told.transactionId(),
                told.nationalId(),
                told.verdict(),
                identities.isHeldByAnother(told.nationalId(), account)));
        if (verified) {
            identities.prove(told.nationalId(), account);
            commands.sendAndWait(new RecordVerification(account, VerificationMethod.NAFATH, account, GROUNDS));
        }
    }
}
