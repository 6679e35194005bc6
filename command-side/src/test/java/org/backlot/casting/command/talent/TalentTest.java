package org.backlot.casting.command.talent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.CastingRejection;
import org.backlot.casting.api.PortfolioKind;
import org.backlot.casting.api.TalentCommand.AddPortfolioItem;
import org.backlot.casting.api.TalentCommand.CreateTalentProfile;
import org.backlot.casting.api.TalentCommand.EndGuardianship;
import org.backlot.casting.api.TalentCommand.GiveConsent;
import org.backlot.casting.api.TalentCommand.NameGuardian;
import org.backlot.casting.api.TalentCommand.RetireTalent;
import org.backlot.casting.api.TalentCommand.ReviewAge;
import org.backlot.casting.api.TalentCommand.SendApplication;
import org.backlot.casting.api.TalentCommand.WithdrawConsent;
import org.backlot.casting.api.TalentDetails;
import org.backlot.casting.api.TalentEvent;
import org.backlot.casting.api.TalentEvent.AgeRangeReached;
import org.backlot.casting.api.TalentEvent.ApplicationSent;
import org.backlot.casting.api.TalentEvent.GuardianConsentWithdrawn;
import org.backlot.casting.api.TalentEvent.GuardianConsented;
import org.backlot.casting.api.TalentEvent.GuardianNamed;
import org.backlot.casting.api.TalentEvent.TalentProfileCreated;
import org.backlot.identity.api.PersonName;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.RejectionCode;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ApplicationId;
import org.backlot.shared.id.MediaAssetId;
import org.backlot.shared.id.PortfolioItemId;
import org.backlot.shared.personal.Personal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TalentTest {
    private static final AccountId HALA = new AccountId(new UUID(6, 1));
    private static final AccountId MOTHER = new AccountId(new UUID(6, 2));
    private static final AccountId UNCLE = new AccountId(new UUID(6, 3));
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final LocalDate GROWN = LocalDate.parse("1996-03-01");
    /** Of age on the last day of 2026. */
    private static final LocalDate SEVENTEEN = LocalDate.parse("2008-12-31");

    private static final Instant BIRTHDAY = Instant.parse("2026-12-31T00:00:00Z");
    private static final int FREE = 5;
    private static final String REASON = "exams";

    private Talent talent = Talent.absent();

    private List<TalentEvent> then(List<TalentEvent> events) {
        events.forEach(event -> talent = talent.evolve(event));
        return events;
    }

    private void born(LocalDate day) {
        then(talent.create(profile(day), NOON));
    }

    private void consented() {
        born(SEVENTEEN);
        then(talent.name(new NameGuardian(HALA, MOTHER), NOON));
        then(talent.consent(new GiveConsent(HALA, MOTHER), NOON));
    }

    private static CreateTalentProfile profile(LocalDate born) {
        return new CreateTalentProfile(HALA, Personal.of(born), details("Hala"));
    }

    private static Personal<TalentDetails> details(String name) {
        return Personal.of(new TalentDetails(
                new PersonName(name), null, List.of(new CastingLine("Riding")), null, null, List.of(), null));
    }

    private static SendApplication application(int number) {
        return new SendApplication(HALA, new ApplicationId(new UUID(7, number)), FREE);
    }

    private static void refused(RejectionCode code, ThrowingCallable asked) {
        assertThatThrownBy(asked)
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    @DisplayName("CST-1: a profile says a range, never a day; the same again changes nothing, another one is refused")
    void created() {
        assertThat(then(talent.create(profile(GROWN), NOON)))
                .containsExactly(
                        new TalentProfileCreated(HALA, Personal.of(GROWN), AgeRange.FROM_26, details("Hala"), NOON));
        assertThat(talent.create(profile(GROWN), NOON)).isEmpty();
        refused(CastingRejection.PROFILE_EXISTS, () -> talent.create(profile(SEVENTEEN), NOON));
    }

    @Test
    @DisplayName("CST-1: nobody is born tomorrow, or was more than 120 years ago")
    void born_when() {
        var today = LocalDate.parse("2026-11-20");
        refused(CastingRejection.BIRTH_DATE_INVALID, () -> talent.create(profile(today.plusDays(1)), NOON));
        refused(
                CastingRejection.BIRTH_DATE_INVALID,
                () -> talent.create(profile(today.minusYears(120).minusDays(1)), NOON));
        assertThat(talent.create(profile(today), NOON)).hasSize(1);
    }

    @ParameterizedTest(name = "born {0}: {1}")
    @CsvSource({
        "2008-11-21, under-18",
        "2008-11-20, 18-25",
        "2000-11-21, 18-25",
        "2000-11-20, 26-35",
        "1990-11-20, 36-50",
        "1975-11-21, 36-50",
        "1975-11-20, 50+",
        "2004-02-29, 18-25"
    })
    @DisplayName("CST-1: the range changes on the birthday")
    void ranges(LocalDate born, String range) {
        assertThat(AgeRange.of(born, LocalDate.parse("2026-11-20"))).isEqualTo(AgeRange.parse(range));
    }

    @Test
    @DisplayName(
            "IDN-9: a minor sends nothing and is not shown before the guardian consents, nor after they no longer do")
    void consent() {
        born(SEVENTEEN);
        refused(CastingRejection.GUARDIAN_CONSENT_REQUIRED, () -> talent.send(application(1), NOON));
        assertThat(then(talent.name(new NameGuardian(HALA, MOTHER), NOON)))
                .containsExactly(new GuardianNamed(HALA, MOTHER, NOON));
        refused(CastingRejection.GUARDIAN_CONSENT_REQUIRED, () -> talent.send(application(1), NOON));
        assertThat(talent.profile().shown(NOON)).isFalse();

        assertThat(then(talent.consent(new GiveConsent(HALA, MOTHER), NOON)))
                .containsExactly(new GuardianConsented(HALA, MOTHER, NOON));
        assertThat(talent.profile().shown(NOON)).isTrue();
        assertThat(then(talent.send(application(1), NOON))).hasSize(1);

        assertThat(then(talent.withdraw(new WithdrawConsent(HALA, MOTHER, REASON), NOON)))
                .containsExactly(new GuardianConsentWithdrawn(HALA, MOTHER, REASON, NOON));
        assertThat(talent.profile().shown(NOON)).isFalse();
        refused(CastingRejection.GUARDIAN_CONSENT_REQUIRED, () -> talent.send(application(2), NOON));
        refused(
                CastingRejection.CONSENT_NOT_GIVEN,
                () -> talent.withdraw(new WithdrawConsent(HALA, MOTHER, REASON), NOON));
    }

    @Test
    @DisplayName("IDN-9: nobody but the named guardian consents, and nobody is their own")
    void only_the_guardian() {
        born(SEVENTEEN);
        refused(CommonRejection.NOT_FOUND, () -> talent.consent(new GiveConsent(HALA, MOTHER), NOON));
        then(talent.name(new NameGuardian(HALA, MOTHER), NOON));
        refused(CommonRejection.NOT_FOUND, () -> talent.consent(new GiveConsent(HALA, UNCLE), NOON));
        refused(CommonRejection.NOT_FOUND, () -> talent.consent(new GiveConsent(HALA, HALA), NOON));
        refused(CastingRejection.GUARDIAN_NOT_ELIGIBLE, () -> talent.name(new NameGuardian(HALA, HALA), NOON));
    }

    @Test
    @DisplayName("IDN-9: another guardian has to consent anew; a forgotten one takes the consent along")
    void another_guardian() {
        consented();
        then(talent.name(new NameGuardian(HALA, UNCLE), NOON));
        assertThat(talent.profile().shown(NOON)).isFalse();
        refused(CommonRejection.NOT_FOUND, () -> talent.withdraw(new WithdrawConsent(HALA, MOTHER, REASON), NOON));
        then(talent.consent(new GiveConsent(HALA, UNCLE), NOON));
        assertThat(talent.unguarded(new EndGuardianship(HALA, MOTHER), NOON)).isEmpty();

        then(talent.unguarded(new EndGuardianship(HALA, UNCLE), NOON));
        assertThat(talent.profile().shown(NOON)).isFalse();
    }

    @Test
    @DisplayName("IDN-9: nobody has mails sent by naming guardians all day")
    void named_too_often() {
        born(SEVENTEEN);
        for (var guardian : List.of(MOTHER, UNCLE, MOTHER)) {
            assertThat(then(talent.name(new NameGuardian(HALA, guardian), NOON)))
                    .hasSize(1);
        }
        refused(CastingRejection.GUARDIAN_NAMED_TOO_OFTEN, () -> talent.name(new NameGuardian(HALA, UNCLE), NOON));
        assertThat(talent.name(new NameGuardian(HALA, UNCLE), NOON.plus(Duration.ofDays(1))))
                .hasSize(1);
    }

    @Test
    @DisplayName("IDN-9: with the eighteenth birthday no guardian is needed, whatever was said before")
    void of_age() {
        consented();
        then(talent.withdraw(new WithdrawConsent(HALA, MOTHER, REASON), NOON));
        assertThat(talent.profile().shown(BIRTHDAY.minusMillis(1))).isFalse();
        refused(CastingRejection.GUARDIAN_CONSENT_REQUIRED, () -> talent.send(application(1), BIRTHDAY.minusMillis(1)));

        assertThat(talent.profile().shown(BIRTHDAY)).isTrue();
        assertThat(talent.send(application(1), BIRTHDAY)).hasSize(1);
        refused(CastingRejection.NOT_A_MINOR, () -> talent.name(new NameGuardian(HALA, UNCLE), BIRTHDAY));
        refused(CastingRejection.NOT_A_MINOR, () -> talent.consent(new GiveConsent(HALA, MOTHER), BIRTHDAY));
        assertThat(talent.reviewAge(BIRTHDAY)).containsExactly(new AgeRangeReached(HALA, AgeRange.FROM_18, BIRTHDAY));
        assertThat(then(talent.reviewAge(BIRTHDAY.minusMillis(1)))).isEmpty();
    }

    @Test
    @DisplayName("CST-1: it is looked at midnights only, daily near a birthday that counts and monthly far from it")
    void reviews() {
        born(GROWN);
        assertThat(talent.nextReview(NOON)).contains(Instant.parse("2026-12-20T00:00:00Z"));

        talent = Talent.absent();
        born(SEVENTEEN);
        assertThat(talent.nextReview(BIRTHDAY.minus(Duration.ofDays(40))))
                .contains(Instant.parse("2026-11-22T00:00:00Z"));
        assertThat(talent.nextReview(BIRTHDAY.minusSeconds(1))).contains(BIRTHDAY);

        talent = Talent.absent();
        born(LocalDate.parse("1950-01-01"));
        assertThat(talent.nextReview(NOON)).isEmpty();
    }

    @Test
    @DisplayName("CST-3: five applications go out in a month (UTC), then it says when the next month begins")
    void five_a_month() {
        born(GROWN);
        for (int number = 1; number <= FREE; number++) {
            assertThat(then(talent.send(application(number), NOON))).hasSize(1);
        }
        assertThat(talent.send(application(FREE), NOON)).as("sent before").isEmpty();
        var late = Instant.parse("2026-11-30T23:59:59Z");
        assertThatThrownBy(() -> talent.send(application(6), late)).isInstanceOfSatisfying(Rejection.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(CastingRejection.APPLICATION_LIMIT_REACHED);
            assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(1));
            assertThat(refusal.extras()).containsEntry("used", 5L);
        });
        assertThat(talent.send(application(6), Instant.parse("2026-12-01T00:00:00Z")))
                .containsExactly(new ApplicationSent(
                        HALA, application(6).applicationId(), Instant.parse("2026-12-01T00:00:00Z")));
    }

    @Test
    @DisplayName("CST-1: a portfolio holds 40 items, and an id names one of them")
    void portfolio() {
        born(GROWN);
        for (int number = 1; number <= Talent.MOST_ITEMS; number++) {
            then(talent.show(item(number, "Reel"), NOON));
        }
        refused(CastingRejection.PORTFOLIO_FULL, () -> talent.show(item(41, "Reel"), NOON));
        assertThat(talent.show(item(1, "Reel"), NOON)).isEmpty();
        refused(CommonRejection.ID_TAKEN, () -> talent.show(item(1, "Another"), NOON));
    }

    private static AddPortfolioItem item(int number, String title) {
        return new AddPortfolioItem(
                HALA,
                new PortfolioItemId(new UUID(8, number)),
                new MediaAssetId(new UUID(9, number)),
                PortfolioKind.VIDEO,
                Personal.of(new CastingLine(title)));
    }

    @Test
    @DisplayName("CMP-2: who was forgotten, and when they were born with them, counts as a minor without consent")
    void forgotten() {
        then(List.of(new TalentProfileCreated(HALA, Personal.erased(), AgeRange.FROM_26, Personal.erased(), NOON)));
        assertThat(talent.profile().shown(NOON)).isFalse();
        then(talent.retire(new RetireTalent(HALA), NOON));
        refused(CastingRejection.PROFILE_REQUIRED, () -> talent.send(application(1), NOON));
        refused(CommonRejection.NOT_FOUND, () -> talent.create(profile(GROWN), NOON));
    }

    @Test
    @DisplayName("IDN-9: the aggregate keeps what the rules decide, and says when to look at the age again")
    void aggregate() {
        var fixture = new AggregateTestFixture<>(TalentAggregate.class);
        fixture.registerInjectableResource(Clock.fixed(BIRTHDAY, ZoneOffset.UTC));
        fixture.given(new TalentProfileCreated(HALA, Personal.of(SEVENTEEN), AgeRange.UNDER_18, details("Hala"), NOON))
                .when(new ReviewAge(HALA))
                .expectEvents(new AgeRangeReached(HALA, AgeRange.FROM_18, BIRTHDAY))
                .expectResultMessagePayload(Instant.parse("2027-01-30T00:00:00Z"));
    }
}
