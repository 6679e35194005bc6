package org.backlot.identity.command.nafath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.backlot.identity.api.IdentityRejection;
import org.backlot.identity.api.NafathCode;
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
import org.backlot.identity.api.NafathFailure;
import org.backlot.identity.api.NafathRefusal;
import org.backlot.identity.api.NafathSheet;
import org.backlot.identity.api.NafathStatus;
import org.backlot.identity.api.NafathTransactionId;
import org.backlot.identity.api.NafathVerdict;
import org.backlot.identity.api.NationalId;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.RejectionCode;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.NafathRequestId;
import org.backlot.shared.personal.Personal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NafathTest {
    private static final AccountId NOURA = new AccountId(new UUID(5, 1));
    private static final NationalId HERS = new NationalId("1074563204");
    private static final NationalId ANOTHERS = new NationalId("2123456788");
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final Duration OPEN_FOR = Duration.ofMinutes(5);
    private static final Instant IN_TIME = NOON.plus(OPEN_FOR).minusMillis(1);
    private static final Instant TOO_LATE = NOON.plus(OPEN_FOR);
    private static final NafathTransactionId TRANSACTION = new NafathTransactionId("trx-1");
    private static final NafathCode CODE = new NafathCode("42");

    private static NafathRequestId id(int number) {
        return new NafathRequestId(new UUID(6, number));
    }

    private static RequestNafath initiate(int number, NationalId nationalId) {
        return new RequestNafath(NOURA, id(number), Personal.of(nationalId), false, OPEN_FOR);
    }

    private static RequestNafath renew(int number, NationalId nationalId) {
        return new RequestNafath(NOURA, id(number), Personal.of(nationalId), true, OPEN_FOR);
    }

    private static NafathRequested requested(int number) {
        return new NafathRequested(NOURA, id(number), Personal.of(HERS), false, NOON.plus(OPEN_FOR), NOON);
    }

    private static NafathInitiated initiated(int number) {
        return new NafathInitiated(NOURA, id(number), Personal.of(TRANSACTION), Personal.of(CODE), NOON);
    }

    private static NotifyNafath confirmed() {
        return new NotifyNafath(NOURA, TRANSACTION, HERS, NafathVerdict.CONFIRMED, false);
    }

    private static Nafath after(NafathEvent... events) {
        var nafath = Nafath.unused();
        for (var event : events) {
            nafath = nafath.evolve(event);
        }
        return nafath;
    }

    private static Nafath verified() {
        return after(requested(1), initiated(1), new NafathCompleted(NOURA, id(1), NOON));
    }

    private static NafathSheet sheet(int number, NafathStatus status, boolean ask) {
        return new NafathSheet(
                id(number), status, status == NafathStatus.PENDING ? CODE : null, NOON.plus(OPEN_FOR), ask);
    }

    private static void refused(RejectionCode code, ThrowingCallable asked) {
        assertThat(Optional.ofNullable(catchThrowableOfType(Rejection.class, asked))
                        .orElseThrow()
                        .code())
                .isEqualTo(code);
    }

    @Test
    @DisplayName("IDN-8: a request is kept first and asked then; the holder has five minutes, and a code to pick")
    void begun_and_prompted() {
        var begun = Nafath.unused().request(initiate(1, HERS), NOON);
        assertThat(begun.events()).containsExactly(requested(1));
        assertThat(begun.outcome()).isEqualTo(sheet(1, NafathStatus.REQUESTED, true));

        var prompted = after(requested(1))
                .prompted(new RecordNafathTransaction(NOURA, id(1), Personal.of(TRANSACTION), Personal.of(CODE)), NOON);
        assertThat(prompted.events()).containsExactly(initiated(1));
        assertThat(prompted.outcome()).isEqualTo(sheet(1, NafathStatus.PENDING, false));
    }

    @Test
    @DisplayName("IDN-8: an account has one request at a time; the same again is told its code, another waits")
    void one_at_a_time() {
        var pending = after(requested(1), initiated(1));

        var again = pending.request(initiate(2, HERS), IN_TIME);
        assertThat(again.events()).isEmpty();
        assertThat(again.outcome()).isEqualTo(sheet(1, NafathStatus.PENDING, false));
        refused(IdentityRejection.NAFATH_PENDING, () -> pending.request(initiate(2, ANOTHERS), IN_TIME));
        refused(IdentityRejection.NAFATH_PENDING, () -> after(requested(1)).request(initiate(2, HERS), IN_TIME));
    }

    @Test
    @DisplayName("IDN-8: where the provider could not be asked, the same request may begin again at once")
    void failed() {
        var failed = after(requested(1)).failed(new FailNafath(NOURA, id(1), NafathFailure.TIMED_OUT), NOON);
        assertThat(failed).containsExactly(new NafathFailed(NOURA, id(1), NafathFailure.TIMED_OUT, NOON));

        var over = after(requested(1), failed.getFirst());
        assertThat(over.request(initiate(1, HERS), NOON).outcome().ask()).isTrue();
        assertThat(over.request(initiate(2, ANOTHERS), NOON).outcome().ask()).isTrue();
        assertThat(over.failed(new FailNafath(NOURA, id(1), NafathFailure.TIMED_OUT), NOON))
                .isEmpty();
    }

    @Test
    @DisplayName("IDN-8: an answer of the provider that comes after the expiry begins nothing")
    void prompted_too_late() {
        refused(
                IdentityRejection.NAFATH_TIMED_OUT,
                () -> after(requested(1))
                        .prompted(
                                new RecordNafathTransaction(NOURA, id(1), Personal.of(TRANSACTION), Personal.of(CODE)),
                                TOO_LATE));
    }

    @Test
    @DisplayName("IDN-8: a notice completes the request it is about, once, and only in time")
    void completed_once() {
        var pending = after(requested(1), initiated(1));

        var completed = pending.notified(confirmed(), IN_TIME);
        assertThat(completed.events()).containsExactly(new NafathCompleted(NOURA, id(1), IN_TIME));
        assertThat(completed.outcome()).isTrue();

        for (var nothing : List.of(
                pending.notified(confirmed(), TOO_LATE),
                verified().notified(confirmed(), IN_TIME),
                after(requested(1)).notified(confirmed(), IN_TIME),
                Nafath.unused().notified(confirmed(), IN_TIME))) {
            assertThat(nothing.events()).isEmpty();
            assertThat(nothing.outcome()).isFalse();
        }
    }

    @Test
    @DisplayName("IDN-8: another transaction, another national ID and erased ones fit no request")
    void about_another() {
        var pending = after(requested(1), initiated(1));
        var erased = after(
                new NafathRequested(NOURA, id(1), Personal.erased(), false, NOON.plus(OPEN_FOR), NOON), initiated(1));

        for (var nothing : List.of(
                pending.notified(
                        new NotifyNafath(NOURA, new NafathTransactionId("trx-2"), HERS, NafathVerdict.CONFIRMED, false),
                        IN_TIME),
                pending.notified(
                        new NotifyNafath(NOURA, TRANSACTION, ANOTHERS, NafathVerdict.CONFIRMED, false), IN_TIME),
                erased.notified(confirmed(), IN_TIME))) {
            assertThat(nothing.events()).isEmpty();
            assertThat(nothing.outcome()).isFalse();
        }
    }

    @Test
    @DisplayName("IDN-8: who declines is not verified, nor whose identity another account has; both may ask again")
    void rejected() {
        var pending = after(requested(1), initiated(1));

        var declined =
                pending.notified(new NotifyNafath(NOURA, TRANSACTION, HERS, NafathVerdict.DECLINED, false), IN_TIME);
        assertThat(declined.events())
                .containsExactly(new NafathRejected(NOURA, id(1), NafathRefusal.DECLINED, IN_TIME));
        assertThat(declined.outcome()).isFalse();
        var taken =
                pending.notified(new NotifyNafath(NOURA, TRANSACTION, HERS, NafathVerdict.CONFIRMED, true), IN_TIME);
        assertThat(taken.events())
                .containsExactly(new NafathRejected(NOURA, id(1), NafathRefusal.IDENTITY_TAKEN, IN_TIME));
        assertThat(taken.outcome()).isFalse();

        var over = after(requested(1), initiated(1), declined.events().getFirst());
        assertThat(over.notified(confirmed(), IN_TIME).events()).isEmpty();
        assertThat(over.request(initiate(2, HERS), IN_TIME).outcome().ask()).isTrue();
    }

    @Test
    @DisplayName("IDN-8: nobody's answer is an end too, by the deadline or by whoever asks next")
    void expired() {
        var pending = after(requested(1), initiated(1));
        var expire = new ExpireNafath(NOURA, id(1));

        assertThat(pending.expire(expire, IN_TIME)).isEmpty();
        assertThat(pending.endsAt(id(1))).contains(TOO_LATE);
        assertThat(pending.expire(expire, TOO_LATE)).containsExactly(new NafathExpired(NOURA, id(1), TOO_LATE));
        assertThat(pending.expire(new ExpireNafath(NOURA, id(2)), TOO_LATE)).isEmpty();
        assertThat(verified().expire(expire, TOO_LATE)).isEmpty();
        assertThat(verified().endsAt(id(1))).isEmpty();

        var next = pending.request(initiate(2, ANOTHERS), TOO_LATE);
        assertThat(next.events())
                .hasSize(2)
                .startsWith(new NafathExpired(NOURA, id(1), TOO_LATE))
                .last()
                .isInstanceOf(NafathRequested.class);
        var repeat = pending.request(initiate(1, HERS), TOO_LATE);
        assertThat(repeat.outcome()).isEqualTo(sheet(1, NafathStatus.EXPIRED, false));
    }

    @Test
    @DisplayName("IDN-8: who was verified renews, at any time, with the same national ID; who was not, initiates")
    void renewal() {
        refused(IdentityRejection.NAFATH_NEVER_VERIFIED, () -> Nafath.unused().request(renew(2, HERS), NOON));
        refused(IdentityRejection.NAFATH_VERIFIED_BEFORE, () -> verified().request(initiate(2, HERS), NOON));
        refused(IdentityRejection.NATIONAL_ID_OTHER, () -> verified().request(renew(2, ANOTHERS), NOON));

        var soon = verified().request(renew(2, HERS), NOON);
        assertThat(soon.outcome().ask()).isTrue();
        var later = verified().request(renew(2, HERS), NOON.plus(Duration.ofDays(800)));
        assertThat(later.outcome().ask()).isTrue();
        assertThat(verified().evolve(soon.events().getFirst()).proven()).contains(HERS);
    }

    @Test
    @DisplayName("IDN-8 CMP-2: after an erasure no notice finds anything and nothing begins")
    void forgotten() {
        var pending = after(requested(1), initiated(1));
        var forgotten = pending.forget(new ForgetNafath(NOURA), NOON);
        assertThat(forgotten).containsExactly(new NafathForgotten(NOURA, NOON));

        var gone = pending.evolve(forgotten.getFirst());
        assertThat(gone.notified(confirmed(), IN_TIME).events()).isEmpty();
        assertThat(gone.forget(new ForgetNafath(NOURA), NOON)).isEmpty();
        assertThat(gone.expire(new ExpireNafath(NOURA, id(1)), TOO_LATE)).isEmpty();
        refused(CommonRejection.PERSONAL_DATA_ERASED, () -> gone.request(initiate(2, HERS), NOON));
    }

    @Test
    @DisplayName("IDN-8: the aggregate keeps what the rules return")
    void aggregate() {
        var fixture = new AggregateTestFixture<>(NafathAggregate.class);
        fixture.registerInjectableResource(Clock.fixed(NOON, ZoneOffset.UTC));
        fixture.given(requested(1), initiated(1))
                .when(confirmed())
                .expectEvents(new NafathCompleted(NOURA, id(1), NOON))
                .expectResultMessagePayload(true);
        var later = new AggregateTestFixture<>(NafathAggregate.class);
        later.registerInjectableResource(Clock.fixed(IN_TIME, ZoneOffset.UTC));
        later.given(requested(1))
                .when(new ExpireNafath(NOURA, id(1)))
                .expectNoEvents()
                .expectResultMessagePayload(TOO_LATE);
    }
}
