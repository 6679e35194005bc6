// Why this file exists: a guardian may stop consenting between a decision and its mail, in more ways than a whole
// Backlot could be held up for.
package org.backlot.identity.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.ApplicationEvent;
import org.backlot.casting.api.ApplicationEvent.ApplicationCalledBack;
import org.backlot.casting.api.ApplicationEvent.ApplicationOffered;
import org.backlot.casting.api.ApplicationEvent.ApplicationRejected;
import org.backlot.casting.api.ApplicationEvent.ApplicationShortlisted;
import org.backlot.casting.api.ApplicationEvent.ApplicationViewed;
import org.backlot.casting.api.ApplicationEvent.ApplicationWithdrawn;
import org.backlot.casting.api.ApplicationEvent.OfferAccepted;
import org.backlot.casting.api.ApplicationEvent.OfferDeclined;
import org.backlot.casting.api.TalentEvent.AgeRangeReached;
import org.backlot.casting.api.TalentEvent.GuardianConsentWithdrawn;
import org.backlot.casting.api.TalentEvent.GuardianConsented;
import org.backlot.casting.api.TalentEvent.GuardianNamed;
import org.backlot.casting.api.TalentEvent.GuardianshipEnded;
import org.backlot.casting.api.TalentEvent.TalentProfileCreated;
import org.backlot.casting.api.TalentEvent.TalentRetired;
import org.backlot.casting.api.WithdrawalCause;
import org.backlot.casting.projection.CastingAccessProjection;
import org.backlot.casting.worker.CastingMail;
import org.backlot.identity.api.AccountEvent.AccountErased;
import org.backlot.identity.api.AccountEvent.AccountRegistered;
import org.backlot.identity.api.AccountRole;
import org.backlot.identity.api.EmailAddress;
import org.backlot.identity.projection.IdentityProjection;
import org.backlot.identity.worker.MailOrder.Kind;
import org.backlot.log.api.LogSubscriber;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.log.query.SlicePostgres;
import org.backlot.shared.Event;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ApplicationId;
import org.backlot.shared.personal.Personal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("Mail to guardians about the applications of their wards")
class GuardianMailSliceTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final AccountId WARD = account(1);
    private static final AccountId GUARDIAN = account(2);
    private static final AccountId ANOTHER = account(3);
    private static final AccountId POSTER = account(4);
    private static final ApplicationId APPLICATION = new ApplicationId(new UUID(5, 1));
    private static final ApplicationOffered OFFER = new ApplicationOffered(APPLICATION, WARD, POSTER, POSTER, NOON);

    private final JdbcClient jdbc = SlicePostgres.jdbc();
    private final List<Projection> views = List.of(new CastingAccessProjection(jdbc), new IdentityProjection(jdbc));
    private final QueuedMail queued = new QueuedMail();
    private final CastingMail mail = new CastingMail(queued.queue(CLOCK));
    private final Recipients recipients = new ProjectedRecipients(jdbc);
    private long position;

    @BeforeEach
    void a_ward_and_a_guardian_who_consents() {
        for (var view : views) {
            jdbc.sql("drop schema if exists %1$s cascade; create schema %1$s; set search_path = %1$s, public;%n%2$s"
                            .formatted(view.schema(), view.ddl()))
                    .update();
        }
        happened(
                registered(WARD, "ward"),
                registered(GUARDIAN, "guardian"),
                registered(ANOTHER, "another"),
                registered(POSTER, "poster"),
                new TalentProfileCreated(
                        WARD, Personal.<LocalDate>erased(), AgeRange.UNDER_18, Personal.erased(), NOON),
                new GuardianNamed(WARD, GUARDIAN, NOON),
                new GuardianConsented(WARD, GUARDIAN, NOON));
    }

    static Stream<Arguments> decisions() {
        return Stream.of(
                argumentSet(
                        "shortlisted",
                        new ApplicationShortlisted(APPLICATION, WARD, POSTER, POSTER, NOON),
                        Kind.APPLICATION_SHORTLISTED,
                        Kind.WARD_SHORTLISTED),
                argumentSet(
                        "called back",
                        new ApplicationCalledBack(APPLICATION, WARD, POSTER, POSTER, NOON),
                        Kind.APPLICATION_CALLED_BACK,
                        Kind.WARD_CALLED_BACK),
                argumentSet("offered", OFFER, Kind.APPLICATION_OFFERED, Kind.WARD_OFFERED),
                argumentSet(
                        "rejected",
                        new ApplicationRejected(APPLICATION, WARD, POSTER, POSTER, NOON),
                        Kind.APPLICATION_REJECTED,
                        Kind.WARD_REJECTED));
    }

    @ParameterizedTest
    @MethodSource("decisions")
    @DisplayName("CST-3 IDN-9: of each decision both are told, the ward and the guardian who consents")
    void both_are_told(ApplicationEvent decision, Kind toWard, Kind toGuardian) {
        happened(decision);

        assertThat(goesOut()).containsExactly(told(toWard, "ward"), told(toGuardian, "guardian"));
        assertThat(aboutTheApplication())
                .extracting(order -> Instant.ofEpochMilli(order.expiresAtMillis()))
                .as("as long as it is worth something")
                .containsOnly(NOON.plus(Duration.ofDays(7)));
    }

    static Stream<Arguments> endsOfConsent() {
        return Stream.of(
                argumentSet("they withdrew", new GuardianConsentWithdrawn(WARD, GUARDIAN, "exams", NOON)),
                argumentSet("another one was asked, and has not answered", new GuardianNamed(WARD, ANOTHER, NOON)),
                argumentSet("they were forgotten", new GuardianshipEnded(WARD, GUARDIAN, NOON)),
                argumentSet("nobody knows their address any more", new AccountErased(GUARDIAN, GUARDIAN, NOON)),
                argumentSet("the ward came of age", new AgeRangeReached(WARD, AgeRange.FROM_18, NOON)),
                argumentSet("the ward was forgotten", new TalentRetired(WARD, NOON)));
    }

    @ParameterizedTest
    @MethodSource("endsOfConsent")
    @DisplayName(
            "IDN-9 CST-3: a guardian who consents no longer when the mail goes gets none, even of what happened before")
    void consent_is_asked_for_when_it_goes(Event end) {
        happened(OFFER, end);

        assertThat(goesOut()).containsExactly(told(Kind.APPLICATION_OFFERED, "ward"));
    }

    @Test
    @DisplayName("IDN-9 CST-3: where another guardian consents by the time the mail goes, they are told, and only they")
    void replaced() {
        happened(OFFER, new GuardianNamed(WARD, ANOTHER, NOON), new GuardianConsented(WARD, ANOTHER, NOON));

        assertThat(goesOut())
                .containsExactly(told(Kind.APPLICATION_OFFERED, "ward"), told(Kind.WARD_OFFERED, "another"));
    }

    @Test
    @DisplayName("CST-3: who has no guardian is told alone")
    void of_age() {
        var grown = account(6);
        happened(
                registered(grown, "grown"),
                new TalentProfileCreated(
                        grown, Personal.<LocalDate>erased(), AgeRange.FROM_18, Personal.erased(), NOON),
                new ApplicationOffered(APPLICATION, grown, POSTER, POSTER, NOON));

        assertThat(goesOut()).containsExactly(told(Kind.APPLICATION_OFFERED, "grown"));
    }

    @Test
    @DisplayName("CST-3 IDN-9: a decision that is read twice is one mail to each")
    void once() {
        var decision = recorded(OFFER);
        mail.on(decision);
        mail.on(decision);

        assertThat(goesOut())
                .containsExactly(told(Kind.APPLICATION_OFFERED, "ward"), told(Kind.WARD_OFFERED, "guardian"));
    }

    @Test
    @DisplayName("CST-3 IDN-9: of a look, and of what the ward's side does, only the poster is told")
    void own_doing() {
        happened(
                new ApplicationViewed(APPLICATION, WARD, POSTER, POSTER, NOON),
                new OfferAccepted(APPLICATION, WARD, POSTER, WARD, NOON),
                new OfferDeclined(APPLICATION, WARD, POSTER, WARD, NOON),
                new ApplicationWithdrawn(APPLICATION, WARD, POSTER, WARD, WithdrawalCause.APPLICANT, NOON));

        assertThat(goesOut())
                .containsExactly(
                        told(Kind.OFFER_ACCEPTED, "poster"),
                        told(Kind.OFFER_DECLINED, "poster"),
                        told(Kind.APPLICATION_WITHDRAWN, "poster"));
    }

    /** A mail that goes out to somebody. */
    private record Told(Kind kind, String address) {}

    private static Told told(Kind kind, String name) {
        return new Told(kind, address(name));
    }

    // That somebody was named, consented or withdrew is mail of its own.
    private Stream<MailOrder> aboutTheApplication() {
        return queued.orders().stream().filter(order -> order.subject().equals(APPLICATION.value()));
    }

    /** What goes out now, and where to. */
    private List<Told> goesOut() {
        return aboutTheApplication()
                .flatMap(order -> switch (recipients.of(order)) {
                    case Recipients.Found.Somebody somebody -> Stream.of(new Told(order.kind(), somebody.address()));
                    case Recipients.Found.Nobody _ -> Stream.empty();
                    case Recipients.Found.NotYet _ -> throw new AssertionError(order.kind() + " waits for a view");
                })
                .toList();
    }

    private void happened(Event... events) {
        for (var event : events) {
            var recorded = recorded(event);
            for (var view : views) {
                jdbc.sql("set search_path = " + view.schema() + ", public").update();
                tell(view, recorded);
            }
            tell(mail, recorded);
        }
    }

    private static void tell(LogSubscriber subscriber, RecordedEvent recorded) {
        if (subscriber.concerns(recorded.payload())) {
            subscriber.on(recorded);
        }
    }

    private RecordedEvent recorded(Event event) {
        position++;
        return new RecordedEvent(position, "event-" + position, event.stream(), position, NOON, event, Map.of());
    }

    private static AccountRegistered registered(AccountId account, String name) {
        return new AccountRegistered(
                account,
                AccountRole.TALENT,
                Personal.of(new EmailAddress(address(name))),
                Personal.erased(),
                Personal.erased(),
                "passport of " + name,
                "MUM-04",
                NOON);
    }

    private static String address(String name) {
        return name + "@people.example";
    }

    private static AccountId account(long number) {
        return new AccountId(new UUID(1, number));
    }
}
