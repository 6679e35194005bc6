package org.backlot.identity.rest;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.identity.api.NafathCode;
import org.backlot.identity.api.NafathCommand.FailNafath;
import org.backlot.identity.api.NafathCommand.RecordNafathTransaction;
import org.backlot.identity.api.NafathCommand.RequestNafath;
import org.backlot.identity.api.NafathFailure;
import org.backlot.identity.api.NafathSheet;
import org.backlot.identity.api.NafathStatus;
import org.backlot.identity.api.NationalId;
import org.backlot.identity.command.nafath.NafathPrompt;
import org.backlot.identity.command.nafath.NafathProvider;
import org.backlot.identity.command.nafath.NafathTerms;
import org.backlot.identity.command.nafath.NafathUnanswered;
import org.backlot.identity.command.nafath.NationalIdentities;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.NoBody;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.IdSource;
import org.backlot.shared.id.NafathRequestId;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Being verified by Nafath, and again each year (IDN-8). The request is on disk before the provider hears of it, and the
 * provider is asked between two commits, never inside one: it takes as long as it takes, and nothing waits for it but the
 * caller.
 */
@RestController
@RequestMapping("/api/v1/auth/nafath")
public class NafathController {
    private final Writes writes;
    private final CommandGateway commands;
    private final NafathProvider provider;
    private final NafathTerms terms;
    private final NationalIdentities identities;
    private final IdSource ids;

    public NafathController(
            Writes writes,
            CommandGateway commands,
            NafathProvider provider,
            NafathTerms terms,
            NationalIdentities identities,
            IdSource ids) {
        this.writes = writes;
        this.commands = commands;
        this.provider = provider;
        this.terms = terms;
        this.identities = identities;
        this.ids = ids;
    }

    /**
     * Whose identity the caller claims as their own.
     *
     * @param nationalId ten digits, sealed at once, and never shown again
     */
    record ClaimedIdentity(NationalId nationalId) {}

    /**
     * How the request stands.
     *
     * @param requestId names it in the status
     * @param code show it: it is to be picked in the Nafath app; only while it is pending
     * @param expiresAt when it ends unless somebody answers in the app
     */
    record NafathStanding(
            NafathRequestId requestId,
            NafathStatus status,
            @Nullable NafathCode code,
            Instant expiresAt) {
        static NafathStanding of(NafathSheet sheet) {
            return new NafathStanding(sheet.requestId(), sheet.status(), sheet.code(), sheet.expiresAt());
        }
    }

    /** Begins the first verification of an account. */
    @PostMapping("/initiate")
    @Operation(
            summary = "Be verified by Nafath",
            description =
                    "Has Nafath ask the holder of the national ID, on their phone. Show them the code; they pick it in"
                            + " the app, and the status says when that is done. The same national ID again, while a request"
                            + " is open, answers the same. Five an hour. (IDN-8)")
    @Refuses({
        "NAFATH_PENDING",
        "NAFATH_VERIFIED_BEFORE",
        "NAFATH_REFUSED",
        "NAFATH_TIMED_OUT",
        "NAFATH_UNAVAILABLE",
        "NAFATH_KEY_REFUSED",
        "NAFATH_ANSWER_UNUSABLE",
        "PROVIDER_NOT_CONFIGURED",
        "PERSONAL_DATA_ERASED"
    })
    Mono<ResponseEntity<NafathStanding>> initiateNafath(WriteRequest request, @RequestBody ClaimedIdentity body) {
        return begin(request, body, false);
    }

    /** Renews the verification of an account. */
    @PostMapping("/renew")
    @Operation(
            summary = "Renew a verification by Nafath",
            description =
                    "Like the first time, with the national ID of the first time; a year from then. Before the old one"
                            + " ends, which it does not shorten, or after. (IDN-8)")
    @Refuses({
        "NAFATH_PENDING",
        "NAFATH_NEVER_VERIFIED",
        "NATIONAL_ID_OTHER",
        "NAFATH_REFUSED",
        "NAFATH_TIMED_OUT",
        "NAFATH_UNAVAILABLE",
        "NAFATH_KEY_REFUSED",
        "NAFATH_ANSWER_UNUSABLE",
        "PROVIDER_NOT_CONFIGURED",
        "PERSONAL_DATA_ERASED"
    })
    Mono<ResponseEntity<NafathStanding>> renewNafath(WriteRequest request, @RequestBody ClaimedIdentity body) {
        return begin(request, body, true);
    }

    private Mono<ResponseEntity<NafathStanding>> begin(WriteRequest request, ClaimedIdentity body, boolean renewal) {
        var fresh = new NafathRequestId(ids.next());
        return ordered(request, body, fresh, renewal)
                .flatMap(answer -> isRepeated(answer) ? asItStands(request, body, renewal, answer) : Mono.just(answer))
                .flatMap(answer ->
                        Outcomes.of(answer).ask() ? asked(request, body, Outcomes.of(answer)) : Mono.just(answer))
                .map(answer -> Outcomes.with(answer, NafathStanding.of(Outcomes.of(answer))));
    }

    private Mono<ResponseEntity<NafathSheet>> ordered(
            WriteRequest request, ClaimedIdentity body, NafathRequestId id, boolean renewal) {
        return writes.run(request, body, NafathSheet.class, () -> {
            // Before anything is kept: without a secret no answer would ever be believed.
            provider.requireConfigured();
            terms.requireSecret();
            NafathSheet sheet = commands.sendAndWait(new RequestNafath(
                    request.caller().accountId(), id, Personal.of(body.nationalId()), renewal, terms.openFor()));
            return sheet.ask() ? Answer.created(sheet) : Answer.ok(sheet);
        });
    }

    /** What was kept under a key is how the request began; the repeat is told how it stands, or tries again what failed. */
    private Mono<ResponseEntity<NafathSheet>> asItStands(
            WriteRequest request, ClaimedIdentity body, boolean renewal, ResponseEntity<NafathSheet> kept) {
        return ordered(request.withoutKey(), body, Outcomes.of(kept).requestId(), renewal)
                .map(now -> Outcomes.of(now).ask() ? now : Outcomes.with(kept, Outcomes.of(now)));
    }

    private static boolean isRepeated(ResponseEntity<?> answer) {
        return answer.getHeaders().getFirst("Idempotency-Replayed") != null;
    }

    /** Goes on to its end also where the caller hangs up: the phone rings all the same. */
    private Mono<ResponseEntity<NafathSheet>> asked(WriteRequest request, ClaimedIdentity body, NafathSheet sheet) {
        var whole = provider.ask(body.nationalId())
                .flatMap(prompt -> recorded(request.withoutKey(), sheet.requestId(), prompt))
                .onErrorResume(
                        NafathUnanswered.class,
                        unanswered -> refused(request.withoutKey(), sheet.requestId(), unanswered.failure()));
        return Mono.fromFuture(whole::toFuture, true);
    }

    private Mono<ResponseEntity<NafathSheet>> recorded(WriteRequest request, NafathRequestId id, NafathPrompt prompt) {
        return writes.run(request, NoBody.INSTANCE, NafathSheet.class, () -> {
            var account = request.caller().accountId();
            identities.begin(prompt.transactionId(), account);
            return Answer.created(commands.sendAndWait(new RecordNafathTransaction(
                    account, id, Personal.of(prompt.transactionId()), Personal.of(prompt.code()))));
        });
    }

    private Mono<ResponseEntity<NafathSheet>> refused(WriteRequest request, NafathRequestId id, NafathFailure why) {
        return writes.run(request, NoBody.INSTANCE, NafathFailure.class, () -> {
                    commands.sendAndWait(new FailNafath(request.caller().accountId(), id, why));
                    return Answer.ok(why);
                })
                .flatMap(_ -> Mono.error(Rejection.of(why.refusal())));
    }
}
