package org.backlot.platform.app.web;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.backlot.eventstore.AppendRefused.AlreadyAnswered;
import org.backlot.eventstore.AppendRefused.ClaimTaken;
import org.backlot.eventstore.AppendRefused.FenceRaised;
import org.backlot.eventstore.Appended;
import org.backlot.eventstore.axon.PostgresEventStorageEngine;
import org.backlot.eventstore.axon.Presumption;
import org.backlot.eventstore.axon.UnitAppend;
import org.backlot.log.api.Metadata;
import org.backlot.log.app.CommandOrigin;
import org.backlot.log.app.RecordedLog;
import org.backlot.log.app.TraceContext;
import org.backlot.log.app.Transactions;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.Sha256;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.json.JsonMapper;

/**
 * One request, one unit of work, one commit. The kept answer of its Idempotency-Key is part of that commit, so a client
 * that repeats after a broken connection learns what really happened.
 */
@Component
final class TransactionalWrites implements Writes {
    /** The answer's log position: what a read must have seen to see this write. */
    static final String POSITION_HEADER = "Backlot-Position";

    private static final String REPEATED_HEADER = "Idempotency-Replayed";
    /** One that takes for granted what this node knows, and four that ask. */
    private static final int TRIES = 5;

    private final Transactions transactions;
    private final KeptAnswers answers;
    private final PostgresEventStorageEngine engine;
    private final RecordedLog log;
    private final JsonMapper json;
    private final Scheduler workers;

    TransactionalWrites(
            Transactions transactions,
            KeptAnswers answers,
            PostgresEventStorageEngine engine,
            RecordedLog log,
            JsonMapper json,
            Scheduler workers) {
        this.transactions = transactions;
        this.answers = answers;
        this.engine = engine;
        this.log = log;
        this.json = json;
        this.workers = workers;
    }

    private record Worked<R>(UnitOfWork<?> unit, Answer<R> answer) {}

    private record Done<R>(Answer<R> answer, long position, boolean repeated) {}

    @Override
    public <R> Mono<ResponseEntity<R>> run(
            WriteRequest request, Object body, Class<R> answerType, Supplier<Answer<R>> work) {
        return Mono.fromCallable(() -> bound(request, body, answerType, work))
                .subscribeOn(workers)
                .map(TransactionalWrites::response)
                // Said here, since not only HTTP asks: a socket must hear that the database is away, not that we broke.
                .onErrorMap(failure -> Refusals.from(failure)
                        .<Throwable>map(refusal -> refusal)
                        .orElse(failure));
    }

    private <R> Done<R> bound(WriteRequest request, Object body, Class<R> answerType, Supplier<Answer<R>> work) {
        RequiredFields.check(body);
        var fingerprint = fingerprint(request, body);
        try (var _ = answers.begin(request)) {
            return TraceContext.within(
                    request.traceId(),
                    () -> CommandOrigin.within(
                            origin(request), () -> withRetries(request, fingerprint, answerType, work)));
        }
    }

    // Two may change one aggregate, claim one thing or use one key at the same moment: the loser looks again and
    // decides anew. The first try takes for granted what this node knows; nobody is refused because of that.
    private <R> Done<R> withRetries(
            WriteRequest request, byte[] fingerprint, Class<R> answerType, Supplier<Answer<R>> work) {
        var presumption = Optional.of(new Presumption());
        for (int left = TRIES; left > 0; left--) {
            try {
                return once(request, fingerprint, work, presumption);
            } catch (Rejection refused) {
                if (presumption.filter(Presumption::wasUsed).isEmpty()) {
                    // What was done once may well be refused the second time: it is rolling already.
                    return kept(request, fingerprint, answerType).orElseThrow(() -> refused);
                }
            } catch (AlreadyAnswered repeated) {
                request.presumed().ifPresent(signIn -> signIn.confirm().run());
                var kept = kept(request, fingerprint, answerType);
                if (kept.isPresent()) {
                    return kept.get();
                }
            } catch (ConcurrencyException
                    | AggregateStreamCreationException
                    | ClaimTaken
                    | FenceRaised
                    | PessimisticLockingFailureException conflict) {
                // Decided anew below.
            }
            if (presumption.isPresent()) {
                request.presumed().ifPresent(signIn -> signIn.confirm().run());
                presumption = Optional.empty();
            }
        }
        throw Rejection.of(CommonRejection.CONCURRENT_CHANGE);
    }

    /**
     * Does it, without looking first whether it was done before: the commit keeps out a second answer to one request, and
     * nothing is done outside the commit. So only who repeats pays for looking.
     */
    private <R> Done<R> once(
            WriteRequest request, byte[] fingerprint, Supplier<Answer<R>> work, Optional<Presumption> presumption) {
        Supplier<Worked<R>> inOneUnit = () -> committed(request, fingerprint, work);
        presumption.ifPresent(lean -> request.presumed().ifPresent(signIn -> lean.onFact(signIn.fence())));
        var worked = presumption.map(lean -> lean.within(inOneUnit)).orElseGet(inOneUnit);
        // Nothing appended: what was asked for was so already, at the latest at the head.
        long position = UnitAppend.by(worked.unit()).map(Appended::reached).orElseGet(log::head);
        return new Done<>(worked.answer(), position, false);
    }

    private <R> Worked<R> committed(WriteRequest request, byte[] fingerprint, Supplier<Answer<R>> work) {
        return transactions.commit(new GenericMessage<>(request.requestId()), unitOfWork -> {
            Answer<R> given = work.get();
            answers.receipt(request, fingerprint, given.status(), json.writeValueAsBytes(given.body()))
                    .ifPresent(receipt -> engine.unitAppend(unitOfWork).receipt(receipt));
            if (Presumption.current().filter(Presumption::wasUsed).isPresent()) {
                // Also where nothing is appended, what was taken for granted is held to.
                engine.unitAppend(unitOfWork);
            }
            return new Worked<>(unitOfWork, given);
        });
    }

    private <R> Optional<Done<R>> kept(WriteRequest request, byte[] fingerprint, Class<R> answerType) {
        return answers.find(request, fingerprint).map(kept -> {
            R body = json.readValue(kept.body(), answerType);
            return new Done<>(new Answer<>(kept.status(), body), kept.position(), true);
        });
    }

    private static <R> ResponseEntity<R> response(Done<R> done) {
        var response =
                ResponseEntity.status(done.answer().status()).header(POSITION_HEADER, Long.toString(done.position()));
        if (done.repeated()) {
            response.header(REPEATED_HEADER, "true");
        }
        return response.body(done.answer().body());
    }

    private static Map<String, String> origin(WriteRequest request) {
        var origin = new HashMap<String, String>();
        origin.put(Metadata.CAUSATION, request.requestId());
        origin.put(Metadata.CORRELATION, request.requestId());
        origin.put(Metadata.TRACE, request.traceId());
        request.signedIn()
                .ifPresentOrElse(
                        caller -> {
                            origin.put(Metadata.ACTOR, caller.accountId().toString());
                            origin.put(Metadata.WORKSPACE, caller.workspaceId().toString());
                        },
                        () -> origin.put(Metadata.ACTOR, "anonymous"));
        return origin;
    }

    private byte[] fingerprint(WriteRequest request, Object body) {
        var what = request.method() + " " + request.path() + "\n" + json.writeValueAsString(body);
        return Sha256.of(what.getBytes(StandardCharsets.UTF_8));
    }
}
