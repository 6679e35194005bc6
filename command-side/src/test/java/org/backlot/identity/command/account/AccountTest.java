package org.backlot.identity.command.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.backlot.identity.api.AccountCommand.EraseAccount;
import org.backlot.identity.api.AccountCommand.IssueVerificationCode;
import org.backlot.identity.api.AccountCommand.RegisterAccount;
import org.backlot.identity.api.AccountCommand.VerifyEmail;
import org.backlot.identity.api.AccountEvent;
import org.backlot.identity.api.AccountEvent.AccountErased;
import org.backlot.identity.api.AccountEvent.AccountRegistered;
import org.backlot.identity.api.AccountEvent.EmailVerified;
import org.backlot.identity.api.AccountEvent.VerificationCodeIssued;
import org.backlot.identity.api.AccountEvent.VerificationFailed;
import org.backlot.identity.api.AccountRole;
import org.backlot.identity.api.EmailAddress;
import org.backlot.identity.api.IdentityRejection;
import org.backlot.identity.api.OneTimeCode;
import org.backlot.identity.api.PasswordHash;
import org.backlot.identity.api.PersonName;
import org.backlot.identity.api.RegionHub;
import org.backlot.identity.api.ResendOutcome;
import org.backlot.identity.api.VerificationOutcome;
import org.backlot.identity.api.VerificationPurpose;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.RejectionCode;
import org.backlot.shared.ServerSecret;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.VerificationCodeId;
import org.backlot.shared.personal.Personal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final AccountId LEILA = new AccountId(UUID.fromString("01930000-0000-7000-8000-000000000001"));
    private static final OneTimeCode WRONG = new OneTimeCode("000000");

    private final List<AccountEvent> history = new ArrayList<>();
    private Account account = Account.unregistered();
    private Instant now = NOON;

    @Test
    @DisplayName("IDN-1: registering makes an account with a passport and issues a code for ten minutes")
    void registers() {
        var events = account.register(registration(code(1)), NOON);

        assertThat(events).hasSize(2);
        assertThat(events.getFirst()).isInstanceOfSatisfying(AccountRegistered.class, registered -> {
            assertThat(registered.passportId()).matches("[0-9a-f]{32}");
            assertThat(registered.regionHub()).isEqualTo("MUM-04");
        });
        assertThat(events.getLast())
                .isEqualTo(new VerificationCodeIssued(
                        LEILA, code(1), VerificationPurpose.EMAIL, NOON.plus(Duration.ofMinutes(10))));
    }

    @Test
    @DisplayName("IDN-1: registering again with the same facts changes nothing, with others it is refused")
    void registers_once() {
        given(account.register(registration(code(1)), NOON));

        assertThat(account.register(registration(code(2)), NOON)).isEmpty();
        rejected(
                CommonRejection.ID_TAKEN,
                () -> account.register(
                        new RegisterAccount(
                                LEILA,
                                AccountRole.VENDOR,
                                email("leila@example.org"),
                                hash("a"),
                                name(),
                                new RegionHub("MUM-04"),
                                code(3)),
                        NOON));
    }

    @Test
    @DisplayName("IDN-1: the code in the mailbox verifies the address; giving it again changes nothing")
    void verifies() {
        given(account.register(registration(code(1)), NOON));

        var decided = account.verify(new VerifyEmail(LEILA, textOf(code(1))), AccountTest::textOf, now);
        assertThat(decided.events()).containsExactly(new EmailVerified(LEILA, code(1), NOON));
        assertThat(decided.outcome().verified()).isTrue();

        given(decided.events());
        assertThat(account).isInstanceOf(Account.Verified.class);
        assertThat(account.verify(new VerifyEmail(LEILA, textOf(code(1))), AccountTest::textOf, now)
                        .events())
                .isEmpty();
        rejected(
                IdentityRejection.VERIFICATION_CODE_WRONG,
                () -> account.verify(new VerifyEmail(LEILA, WRONG), AccountTest::textOf, now));
    }

    @Test
    @DisplayName("IDN-1: five wrong tries void a code, and then even the right one is refused")
    void five_wrong_tries() {
        given(account.register(registration(code(1)), NOON));

        for (int left = 4; left >= 0; left--) {
            var decided = account.verify(new VerifyEmail(LEILA, WRONG), AccountTest::textOf, now);
            assertThat(decided.events()).containsExactly(new VerificationFailed(LEILA, code(1)));
            assertThat(decided.outcome()).isEqualTo(new VerificationOutcome(false, left));
            given(decided.events());
        }
        rejected(
                IdentityRejection.VERIFICATION_CODE_VOID,
                () -> account.verify(new VerifyEmail(LEILA, textOf(code(1))), AccountTest::textOf, now));

        now = NOON.plus(Duration.ofMinutes(2));
        given(account.resend(new IssueVerificationCode(LEILA, code(2)), now).events());
        assertThat(account.verify(new VerifyEmail(LEILA, textOf(code(2))), AccountTest::textOf, now)
                        .outcome()
                        .verified())
                .isTrue();
    }

    @Test
    @DisplayName("IDN-1: a code is good until ten minutes have passed, and not at ten minutes")
    void expires() {
        given(account.register(registration(code(1)), NOON));
        var right = new VerifyEmail(LEILA, textOf(code(1)));

        assertThat(account.verify(
                                right,
                                AccountTest::textOf,
                                NOON.plus(Duration.ofMinutes(10)).minusMillis(1))
                        .outcome()
                        .verified())
                .isTrue();
        rejected(
                IdentityRejection.VERIFICATION_CODE_EXPIRED,
                () -> account.verify(right, AccountTest::textOf, NOON.plus(Duration.ofMinutes(10))));
    }

    @Test
    @DisplayName("IDN-1: another code may be asked for once a minute and ten times a day, and voids the last")
    void resends() {
        given(account.register(registration(code(1)), NOON));
        assertThat(account.resend(new IssueVerificationCode(LEILA, code(2)), NOON.plusSeconds(59))
                        .outcome())
                .isEqualTo(ResendOutcome.TOO_SOON);

        for (int n = 2; n <= 10; n++) {
            now = now.plus(Duration.ofMinutes(2));
            given(account.resend(new IssueVerificationCode(LEILA, code(n)), now).events());
        }
        now = now.plus(Duration.ofMinutes(2));
        assertThat(account.resend(new IssueVerificationCode(LEILA, code(11)), now))
                .isEqualTo(new Account.Decided<>(List.of(), ResendOutcome.TOO_SOON));
        assertThat(account.verify(new VerifyEmail(LEILA, textOf(code(9))), AccountTest::textOf, now)
                        .outcome()
                        .verified())
                .isFalse();

        now = NOON.plus(Duration.ofDays(1)).plusSeconds(1);
        assertThat(account.resend(new IssueVerificationCode(LEILA, code(12)), now)
                        .outcome())
                .isEqualTo(ResendOutcome.SENT);
    }

    @Test
    @DisplayName("IDN-1: nobody needs a code for an address that is verified")
    void resends_nothing_when_verified() {
        given(account.register(registration(code(1)), NOON));
        given(List.of(new EmailVerified(LEILA, code(1), NOON)));

        assertThat(account.resend(new IssueVerificationCode(LEILA, code(2)), NOON.plusSeconds(600)))
                .isEqualTo(new Account.Decided<>(List.of(), ResendOutcome.NOT_NEEDED));
    }

    @Test
    @DisplayName("CMP-2: an account is erased once, and its id is never given again")
    void erases() {
        given(account.register(registration(code(1)), NOON));
        var erase = new EraseAccount(LEILA, LEILA);

        assertThat(account.erase(erase, NOON)).containsExactly(new AccountErased(LEILA, LEILA, NOON));
        given(account.erase(erase, NOON));
        assertThat(account.erase(erase, NOON)).isEmpty();
        rejected(CommonRejection.ID_TAKEN, () -> account.register(registration(code(2)), NOON));
        rejected(
                IdentityRejection.VERIFICATION_CODE_WRONG,
                () -> account.verify(new VerifyEmail(LEILA, textOf(code(1))), AccountTest::textOf, now));
    }

    @Test
    @DisplayName("IDN-1: the aggregate keeps the failed try, so that it counts although the answer is an error")
    void aggregate_keeps_failures() {
        ServerSecret secret = (purpose, text) -> new byte[32];
        var fixture = new AggregateTestFixture<>(AccountAggregate.class);
        fixture.registerInjectableResource(Clock.fixed(NOON, ZoneOffset.UTC));
        fixture.registerInjectableResource(secret);

        fixture.given(account.register(registration(code(1)), NOON))
                .when(new VerifyEmail(LEILA, new OneTimeCode("999999")))
                .expectEvents(new VerificationFailed(LEILA, code(1)))
                .expectResultMessagePayload(new VerificationOutcome(false, 4));
    }

    @Test
    @DisplayName("IDN-1: the aggregate registers where there was nothing")
    void aggregate_registers() {
        var fixture = new AggregateTestFixture<>(AccountAggregate.class);
        fixture.registerInjectableResource(Clock.fixed(NOON, ZoneOffset.UTC));

        fixture.givenNoPriorActivity()
                .when(registration(code(1)))
                .expectEvents(account.register(registration(code(1)), NOON).toArray());
    }

    private void given(List<AccountEvent> events) {
        history.addAll(events);
        for (var event : events) {
            account = account.evolve(event);
        }
    }

    private static void rejected(RejectionCode code, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.code()).isEqualTo(code));
    }

    private static RegisterAccount registration(VerificationCodeId codeId) {
        return new RegisterAccount(
                LEILA,
                AccountRole.PRODUCTION,
                email("leila@example.org"),
                hash(codeId.toString()),
                name(),
                new RegionHub("MUM-04"),
                codeId);
    }

    private static Personal<EmailAddress> email(String address) {
        return Personal.of(new EmailAddress(address));
    }

    private static Personal<PasswordHash> hash(String salt) {
        return Personal.of(new PasswordHash("$argon2id$" + salt));
    }

    private static Personal<PersonName> name() {
        return Personal.of(new PersonName("Leila"));
    }

    private static VerificationCodeId code(int number) {
        return new VerificationCodeId(new UUID(0, number));
    }

    private static OneTimeCode textOf(VerificationCodeId codeId) {
        return new OneTimeCode("%06d".formatted(codeId.value().getLeastSignificantBits()));
    }
}
