package org.backlot.platform.app.web;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.backlot.log.api.Metadata;
import org.backlot.log.app.CommandOrigin;
import org.backlot.log.app.CommitOrderedEventStorageEngine;
import org.backlot.log.app.LogReader;
import org.backlot.log.app.TraceContext;
import org.backlot.log.app.Transactions;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.Sha256;
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
    private static final int TRIES = 4;

    private final Transactions transactions;
    private final KeptAnswers answers;
    private final LogReader log;
    private final JsonMapper json;
    private final Scheduler virtualThreads;

    TransactionalWrites(
            Transactions transactions, KeptAnswers answers, LogReader log, JsonMapper json, Scheduler virtualThreads) {
        this.transactions = transactions;
        this.answers = answers;
        this.log = log;
        this.json = json;
        this.virtualThreads = virtualThreads;
    }

    private record Done<R>(Answer<R> answer, long position, boolean repeated) {}

    @Override
    public <R> Mono<ResponseEntity<R>> run(
            WriteRequest request, Object body, Class<R> answerType, Supplier<Answer<R>> work) {
        return Mono.fromCallable(() -> bound(request, body, answerType, work))
                .subscribeOn(virtualThreads)
                .map(TransactionalWrites::response);
    }

    private <R> Done<R> bound(WriteRequest request, Object body, Class<R> answerType, Supplier<Answer<R>> work) {
        RequiredFields.check(body);
        var fingerprint = fingerprint(request, body);
        return TraceContext.within(
                request.traceId(),
                () -> CommandOrigin.within(origin(request), () -> withRetries(request, fingerprint, answerType, work)));
    }

    // Two nodes may change one aggregate at the same moment: the loser reads again and decides anew.
    private <R> Done<R> withRetries(
            WriteRequest request, byte[] fingerprint, Class<R> answerType, Supplier<Answer<R>> work) {
        for (int left = TRIES; left > 0; left--) {
            try {
                return inTransaction(request, fingerprint, answerType, work);
            } catch (ConcurrencyException | AggregateStreamCreationException conflict) {
                continue;
            }
        }
        throw Rejection.of(CommonRejection.CONCURRENT_CHANGE);
    }

    private <R> Done<R> inTransaction(
            WriteRequest request, byte[] fingerprint, Class<R> answerType, Supplier<Answer<R>> work) {
        var position = new AtomicLong();
        Done<R> done = transactions.commit(new GenericMessage<>(request.requestId()), unitOfWork -> {
            var kept = answers.begin(request, fingerprint);
            if (kept.isPresent()) {
                R body = json.readValue(kept.get().body(), answerType);
                return new Done<>(
                        new Answer<>(kept.get().status(), body), kept.get().position(), true);
            }
            Answer<R> answer = work.get();
            // Registered last, so it runs after the events are appended and before the commit.
            unitOfWork.onPrepareCommit(uow -> {
                long appended = CommitOrderedEventStorageEngine.positionIn(uow.resources());
                // Nothing appended: what was asked for was so already, at the latest at the head.
                position.set(appended > 0 ? appended : log.head());
                answers.keep(
                        request, fingerprint, answer.status(), json.writeValueAsBytes(answer.body()), position.get());
            });
            return new Done<>(answer, 0, false);
        });
        return done.repeated() ? done : new Done<>(done.answer(), position.get(), false);
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
