package org.backlot.clips.command.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.backlot.clips.api.AttemptAt;
import org.backlot.clips.api.ClipVersion;
import org.backlot.clips.api.StepFact;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepKind;
import org.backlot.shared.id.StepId;
import org.jspecify.annotations.Nullable;

/**
 * Where one step stands.
 *
 * @param clip for which clip and version; null where it is done once per job
 * @param attempt the one under way, the one that comes, or the last one
 * @param firstOfRound the attempt with which the present count began: an order to retry begins a new count
 * @param due while under way, when the attempt is over; while it waits, when it may begin
 * @param code why the last attempt ended; empty before any went wrong
 */
record Step(
        StepId id,
        StepKind kind,
        @Nullable ClipVersion clip,
        int attempt,
        int firstOfRound,
        Phase phase,
        Instant due,
        List<StepFile> outputs,
        List<StepFact> facts,
        String code,
        String message) {
    enum Phase {
        REQUESTED,
        STARTED,
        /** Until the pause before its next attempt is over. */
        WAITING,
        DONE,
        SKIPPED,
        GIVEN_UP,
        CANCELLED
    }

    Step {
        outputs = List.copyOf(outputs);
        facts = List.copyOf(facts);
    }

    static Step requested(StepId id, StepKind kind, @Nullable ClipVersion clip, int attempt, int first, Instant due) {
        return new Step(id, kind, clip, attempt, first, Phase.REQUESTED, due, List.of(), List.of(), "", "");
    }

    static Step skipped(StepId id, StepKind kind, @Nullable ClipVersion clip, int attempt, Instant at) {
        return new Step(id, kind, clip, attempt, 1, Phase.SKIPPED, at, List.of(), List.of(), "", "");
    }

    /** Somebody was asked, or is at it. */
    boolean underWay() {
        return phase == Phase.REQUESTED || phase == Phase.STARTED;
    }

    /** What waits for it may begin. */
    boolean ended() {
        return phase == Phase.DONE || phase == Phase.SKIPPED;
    }

    boolean isDone() {
        return phase == Phase.DONE;
    }

    boolean isGivenUp() {
        return phase == Phase.GIVEN_UP;
    }

    boolean isWaiting() {
        return phase == Phase.WAITING;
    }

    /** Its version has come out by it: in all forms, or not at all. */
    boolean endsItsVersion() {
        return kind.perClip() && (isGivenUp() || kind == StepKind.EXPORT && isDone());
    }

    AttemptAt current() {
        return new AttemptAt(id, attempt);
    }

    /** How many attempts of the present count have been made, the current one among them. */
    int attemptsMade() {
        return attempt - firstOfRound + 1;
    }

    Step begun(Instant deadline) {
        return in(Phase.STARTED, deadline);
    }

    Step done(List<StepFile> files, List<StepFact> found) {
        return new Step(id, kind, clip, attempt, firstOfRound, Phase.DONE, due, files, found, "", "");
    }

    Step wentWrong(String why, String words) {
        return new Step(id, kind, clip, attempt, firstOfRound, phase, due, outputs, facts, why, words);
    }

    Step waitsFor(int next, Instant dueAt) {
        return new Step(id, kind, clip, next, firstOfRound, Phase.WAITING, dueAt, outputs, facts, code, message);
    }

    /** Another count of attempts begins. */
    Step orderedAgain(Instant at) {
        int next = attempt + 1;
        return new Step(id, kind, clip, next, next, Phase.WAITING, at, outputs, facts, code, message);
    }

    Step in(Phase other) {
        return in(other, due);
    }

    private Step in(Phase other, Instant until) {
        return new Step(id, kind, clip, attempt, firstOfRound, other, until, outputs, facts, code, message);
    }

    Optional<String> fact(String name) {
        return facts.stream()
                .filter(fact -> fact.name().equals(name))
                .map(StepFact::value)
                .findFirst();
    }
}
