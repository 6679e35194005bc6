package org.backlot.identity.command.nafath;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backlot.identity.api.IdentityRejection;
import org.backlot.identity.api.NafathCommand.ExpireNafath;
import org.backlot.identity.api.NafathCommand.FailNafath;
import org.backlot.identity.api.NafathCommand.ForgetNafath;
import org.backlot.identity.api.NafathCommand.NotifyNafath;
import org.backlot.identity.api.NafathCommand.RecordNafathTransaction;
import org.backlot.identity.api.NafathCommand.RequestNafath;
import org.backlot.identity.api.NafathEvent;
import org.backlot.identity.api.NafathEvent.NafathCompleted;
import org.backlot.identity.api.NafathEvent.NafathExpired;
import org.backlot.identity.api.NafathEvent.NafathFailed;
import org.backlot.identity.api.NafathEvent.NafathForgotten;
import org.backlot.identity.api.NafathEvent.NafathInitiated;
import org.backlot.identity.api.NafathEvent.NafathRejected;
import org.backlot.identity.api.NafathEvent.NafathRequested;
import org.backlot.identity.api.NafathRefusal;
import org.backlot.identity.api.NafathSheet;
import org.backlot.identity.api.NafathStatus;
import org.backlot.identity.api.NafathVerdict;
import org.backlot.identity.api.NationalId;
import org.backlot.identity.command.nafath.NafathRequest.Asked;
import org.backlot.identity.command.nafath.NafathRequest.Forgotten;
import org.backlot.identity.command.nafath.NafathRequest.None;
import org.backlot.identity.command.nafath.NafathRequest.Over;
import org.backlot.identity.command.nafath.NafathRequest.Prompted;
import org.backlot.identity.command.nafath.NafathRequest.Terms;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.NafathRequestId;
import org.backlot.shared.personal.Personal;

/**
 * The way of one account through Nafath: one request at a time, each ended once, by its holder, by time or by the
 * provider. An account is one person: what verified it first is what renews it.
 *
 * @param proven the national ID that verified the account; empty before
 * @param request the last request
 */
record Nafath(Optional<NationalId> proven, NafathRequest request) {
    /** What is kept, and what the caller learns. */
    record Decided<O>(List<NafathEvent> events, O outcome) {
        public Decided {
            events = List.copyOf(events);
        }
    }

    static Nafath unused() {
        return new Nafath(Optional.empty(), new None());
    }

    Nafath evolve(NafathEvent event) {
        return switch (event) {
            case NafathRequested e ->
                with(new Asked(new Terms(e.requestId(), e.nationalId(), e.renewal(), e.expiresAt())));
            case NafathInitiated e ->
                terms().map(t -> with(new Prompted(t, e.transactionId(), e.code())))
                        .orElse(this);
            case NafathFailed _ -> over(NafathStatus.FAILED);
            case NafathRejected _ -> over(NafathStatus.REJECTED);
            case NafathExpired _ -> over(NafathStatus.EXPIRED);
            case NafathCompleted _ ->
                new Nafath(
                        terms().map(Terms::nationalId).flatMap(Personal::value),
                        over(NafathStatus.COMPLETED).request());
            case NafathForgotten _ -> new Nafath(Optional.empty(), new Forgotten());
        };
    }

    /**
     * Begins a request. The same again while it is open begins nothing and tells how it stands; so does the same id once it
     * is over, unless the provider could not be asked then.
     *
     * @throws Rejection {@code NAFATH_PENDING} while another is open, or the provider is being asked;
     *     {@code NAFATH_VERIFIED_BEFORE}, {@code NAFATH_NEVER_VERIFIED}; {@code NATIONAL_ID_OTHER};
     *     {@code PERSONAL_DATA_ERASED}
     */
    Decided<NafathSheet> request(RequestNafath command, Instant now) {
        return switch (request) {
            case Forgotten _ -> throw Rejection.of(CommonRejection.PERSONAL_DATA_ERASED);
            case None _ -> begun(List.of(), command, now);
            case Asked open when open.terms().isOpenAt(now) -> throw pending(open.terms(), now);
            case Asked late -> afterExpiry(late.terms(), command, now);
            case Prompted open
            when open.terms().isOpenAt(now) -> {
                if (!open.terms().sameAs(command)) {
                    throw pending(open.terms(), now);
                }
                yield new Decided<>(List.of(), sheet(false));
            }
            case Prompted late -> afterExpiry(late.terms(), command, now);
            case Over over
            when over.how() != NafathStatus.FAILED && isNamed(over.terms(), command.requestId()) ->
                new Decided<>(List.of(), sheet(false));
            case Over _ -> begun(List.of(), command, now);
        };
    }

    /**
     * Takes the provider's answer to a request that waits for it.
     *
     * @throws Rejection {@code NAFATH_TIMED_OUT} where it came too late for that
     */
    Decided<NafathSheet> prompted(RecordNafathTransaction command, Instant now) {
        if (request instanceof Asked(Terms terms) && isNamed(terms, command.requestId()) && terms.isOpenAt(now)) {
            return decided(
                    List.of(new NafathInitiated(
                            command.accountId(), command.requestId(), command.transactionId(), command.code(), now)),
                    false);
        }
        throw Rejection.of(IdentityRejection.NAFATH_TIMED_OUT);
    }

    /** Ends a request that the provider gave no code for; anything else stays as it is. */
    List<NafathEvent> failed(FailNafath command, Instant now) {
        return request instanceof Asked(Terms terms) && isNamed(terms, command.requestId())
                ? List.of(new NafathFailed(command.accountId(), command.requestId(), command.failure(), now))
                : List.of();
    }

    /**
     * Takes what the holder has done, once, where it is about the open request and comes in time. Whoever sends what does
     * not fit learns nothing by it, and neither does anybody else.
     *
     * @return true where the account is verified by it
     */
    Decided<Boolean> notified(NotifyNafath command, Instant now) {
        if (!(request instanceof Prompted open)
                || !open.terms().isOpenAt(now)
                || !open.isAbout(command.transactionId(), command.nationalId())) {
            return new Decided<>(List.of(), false);
        }
        var account = command.accountId();
        var id = open.terms().requestId();
        if (command.verdict() == NafathVerdict.DECLINED) {
            return new Decided<>(List.of(new NafathRejected(account, id, NafathRefusal.DECLINED, now)), false);
        }
        return command.heldByAnother()
                ? new Decided<>(List.of(new NafathRejected(account, id, NafathRefusal.IDENTITY_TAKEN, now)), false)
                : new Decided<>(List.of(new NafathCompleted(account, id, now)), true);
    }

    /** Ends a request whose time is over; before, and where it is over already, nothing happens. */
    List<NafathEvent> expire(ExpireNafath command, Instant now) {
        return openTerms()
                .filter(terms -> isNamed(terms, command.requestId()) && !terms.isOpenAt(now))
                .<List<NafathEvent>>map(
                        terms -> List.of(new NafathExpired(command.accountId(), command.requestId(), now)))
                .orElseGet(List::of);
    }

    /** When that request ends by itself, while it is open. */
    Optional<Instant> endsAt(NafathRequestId requestId) {
        return openTerms().filter(terms -> isNamed(terms, requestId)).map(Terms::expiresAt);
    }

    /** Ends all of it, once. */
    List<NafathEvent> forget(ForgetNafath command, Instant now) {
        return request instanceof Forgotten ? List.of() : List.of(new NafathForgotten(command.accountId(), now));
    }

    private Decided<NafathSheet> afterExpiry(Terms late, RequestNafath command, Instant now) {
        var expired = List.<NafathEvent>of(new NafathExpired(command.accountId(), late.requestId(), now));
        return isNamed(late, command.requestId()) ? decided(expired, false) : begun(expired, command, now);
    }

    private Decided<NafathSheet> begun(List<NafathEvent> before, RequestNafath command, Instant now) {
        if (command.renewal() && proven.isEmpty()) {
            throw Rejection.of(IdentityRejection.NAFATH_NEVER_VERIFIED);
        }
        if (!command.renewal() && proven.isPresent()) {
            throw Rejection.of(IdentityRejection.NAFATH_VERIFIED_BEFORE);
        }
        if (command.renewal() && !proven.equals(command.nationalId().value())) {
            throw Rejection.of(IdentityRejection.NATIONAL_ID_OTHER).at("nationalId");
        }
        var events = new ArrayList<>(before);
        events.add(new NafathRequested(
                command.accountId(),
                command.requestId(),
                command.nationalId(),
                command.renewal(),
                now.plus(command.openFor()),
                now));
        return decided(events, true);
    }

    private Decided<NafathSheet> decided(List<NafathEvent> events, boolean ask) {
        var after = this;
        for (var event : events) {
            after = after.evolve(event);
        }
        return new Decided<>(events, after.sheet(ask));
    }

    private NafathSheet sheet(boolean ask) {
        return switch (request) {
            case Asked(Terms terms) -> terms.sheet(NafathStatus.REQUESTED, null, ask);
            case Prompted open ->
                open.terms().sheet(NafathStatus.PENDING, open.code().value().orElse(null), ask);
            case Over(Terms terms, NafathStatus how) -> terms.sheet(how, null, ask);
            case None _, Forgotten _ -> throw new IllegalStateException("there is no request to tell of");
        };
    }

    private static Rejection pending(Terms open, Instant now) {
        return Rejection.of(IdentityRejection.NAFATH_PENDING).retryAfter(Duration.between(now, open.expiresAt()));
    }

    private Optional<Terms> openTerms() {
        return request instanceof Over ? Optional.empty() : terms();
    }

    private Optional<Terms> terms() {
        return switch (request) {
            case Asked(Terms terms) -> Optional.of(terms);
            case Prompted open -> Optional.of(open.terms());
            case Over over -> Optional.of(over.terms());
            case None _, Forgotten _ -> Optional.empty();
        };
    }

    private Nafath over(NafathStatus how) {
        return terms().map(terms -> with(new Over(terms, how))).orElse(this);
    }

    private Nafath with(NafathRequest next) {
        return new Nafath(proven, next);
    }

    private static boolean isNamed(Terms terms, NafathRequestId requestId) {
        return terms.requestId().equals(requestId);
    }
}
