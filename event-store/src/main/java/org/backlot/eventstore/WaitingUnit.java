package org.backlot.eventstore;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/** A unit between its caller, who may lose patience, and the appender, who may have begun. Only one of them can be first. */
final class WaitingUnit {
    private enum State {
        WAITING,
        TAKEN,
        GIVEN_UP
    }

    private final Append append;
    private final CompletableFuture<Appended> outcome = new CompletableFuture<>();
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    WaitingUnit(Append append) {
        this.append = append;
    }

    Append append() {
        return append;
    }

    CompletableFuture<Appended> outcome() {
        return outcome;
    }

    /** The appender begins with it; false where the caller has given up before. */
    boolean take() {
        return state.compareAndSet(State.WAITING, State.TAKEN);
    }

    /** Whether somebody still wants to know, so that it may be tried again. */
    boolean isAwaited() {
        return state.get() != State.GIVEN_UP && !outcome.isDone();
    }

    void succeed(long reached) {
        outcome.complete(new Appended(reached, append.events().size()));
    }

    void fail(RuntimeException failure) {
        outcome.completeExceptionally(failure);
    }

    /** The caller waits no longer: says for certain that nothing was written, or that it is not known. */
    Appended giveUp() {
        if (state.compareAndSet(State.WAITING, State.GIVEN_UP)) {
            throw new LogUnavailable("the log did not take the unit in time", null);
        }
        state.set(State.GIVEN_UP);
        if (outcome.state() == Future.State.FAILED && outcome.exceptionNow() instanceof RuntimeException known) {
            throw known;
        }
        if (outcome.isDone()) {
            return outcome.join();
        }
        throw new OutcomeUnknown();
    }
}
