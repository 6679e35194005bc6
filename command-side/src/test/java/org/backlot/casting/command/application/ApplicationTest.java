package org.backlot.casting.command.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.backlot.casting.api.ApplicationCommand.AnswerOffer;
import org.backlot.casting.api.ApplicationCommand.DecideApplication;
import org.backlot.casting.api.ApplicationCommand.SubmitApplication;
import org.backlot.casting.api.ApplicationCommand.ViewApplication;
import org.backlot.casting.api.ApplicationCommand.WithdrawApplication;
import org.backlot.casting.api.ApplicationEvent;
import org.backlot.casting.api.ApplicationEvent.ApplicationOffered;
import org.backlot.casting.api.ApplicationEvent.ApplicationSubmitted;
import org.backlot.casting.api.ApplicationEvent.ApplicationViewed;
import org.backlot.casting.api.ApplicationSheet;
import org.backlot.casting.api.ApplicationStatus;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.CastingProse;
import org.backlot.casting.api.CastingRejection;
import org.backlot.casting.api.OfferAnswer;
import org.backlot.casting.api.PosterDecision;
import org.backlot.casting.api.RoleTicket;
import org.backlot.casting.api.WithdrawalCause;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.RejectionCode;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ApplicationId;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.CastingRoleId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicationTest {
    private static final ApplicationId APPLICATION = new ApplicationId(new UUID(4, 1));
    private static final AccountId HALA = new AccountId(new UUID(4, 2));
    private static final AccountId OMAR = new AccountId(new UUID(4, 3));
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final RoleTicket ROLE = new RoleTicket(
            new CastingCallId(new UUID(4, 4)),
            new CastingRoleId(new UUID(4, 5)),
            new WorkspaceId(new UUID(4, 6)),
            OMAR,
            new CastingLine("The Last Reel"),
            new CastingLine("Idris"));

    private Application application = Application.unsent();

    private List<ApplicationEvent> then(List<ApplicationEvent> events) {
        events.forEach(event -> application = application.evolve(event));
        return events;
    }

    private void submitted() {
        then(application.submit(submit("I ride."), NOON));
    }

    private static SubmitApplication submit(String note) {
        return new SubmitApplication(APPLICATION, ROLE, HALA, Personal.of(new CastingProse(note)), List.of());
    }

    private List<ApplicationEvent> decides(PosterDecision decision) {
        return then(application.decide(new DecideApplication(APPLICATION, OMAR, decision), NOON));
    }

    private List<ApplicationEvent> answers(OfferAnswer answer) {
        return then(application.answer(new AnswerOffer(APPLICATION, HALA, answer), NOON));
    }

    private List<ApplicationEvent> withdraws() {
        return then(application.withdraw(new WithdrawApplication(APPLICATION, HALA, WithdrawalCause.APPLICANT), NOON));
    }

    private static void refused(RejectionCode code, ThrowingCallable asked) {
        assertThatThrownBy(asked)
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    @DisplayName("CST-3: from the first word to an accepted offer, each step with who and when")
    void whole_way() {
        submitted();
        assertThat(then(application.view(new ViewApplication(APPLICATION, OMAR), NOON)))
                .containsExactly(new ApplicationViewed(APPLICATION, HALA, OMAR, OMAR, NOON));
        decides(PosterDecision.SHORTLIST);
        decides(PosterDecision.CALL_BACK);
        assertThat(decides(PosterDecision.OFFER))
                .containsExactly(new ApplicationOffered(APPLICATION, HALA, OMAR, OMAR, NOON));
        answers(OfferAnswer.ACCEPT);
        assertThat(application.status()).isEqualTo(ApplicationStatus.ACCEPTED);
    }

    @Test
    @DisplayName("CST-7: every look is told; the first one alone moves the status")
    void every_look() {
        submitted();
        var look = new ViewApplication(APPLICATION, OMAR);
        assertThat(then(application.view(look, NOON))).hasSize(1);
        assertThat(application.status()).isEqualTo(ApplicationStatus.VIEWED);
        decides(PosterDecision.SHORTLIST);
        assertThat(then(application.view(look, NOON))).hasSize(1);
        assertThat(application.status()).isEqualTo(ApplicationStatus.SHORTLISTED);
        assertThat(application.sheet())
                .isEqualTo(new ApplicationSheet(
                        APPLICATION,
                        HALA,
                        ApplicationStatus.SHORTLISTED,
                        Personal.of(new CastingProse("I ride.")),
                        List.of()));
    }

    @Test
    @DisplayName("CST-3: what is withdrawn shows its material no more, and nothing follows it")
    void withdrawn() {
        submitted();
        decides(PosterDecision.OFFER);
        withdraws();
        assertThat(withdraws()).isEmpty();
        refused(
                CastingRejection.MATERIAL_WITHDRAWN,
                () -> application.view(new ViewApplication(APPLICATION, OMAR), NOON));
        refused(CastingRejection.STATUS_NOT_REACHABLE, () -> answers(OfferAnswer.ACCEPT));
        refused(CastingRejection.STATUS_NOT_REACHABLE, () -> decides(PosterDecision.SHORTLIST));
    }

    @Test
    @DisplayName(
            "CST-3: nothing goes back, nothing is answered that was not offered, and the same again changes nothing")
    void order() {
        submitted();
        refused(CastingRejection.STATUS_NOT_REACHABLE, () -> answers(OfferAnswer.ACCEPT));
        decides(PosterDecision.CALL_BACK);
        assertThat(decides(PosterDecision.CALL_BACK)).isEmpty();
        refused(CastingRejection.STATUS_NOT_REACHABLE, () -> decides(PosterDecision.SHORTLIST));
        decides(PosterDecision.OFFER);
        answers(OfferAnswer.DECLINE);
        refused(CastingRejection.STATUS_NOT_REACHABLE, () -> decides(PosterDecision.REJECT));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ':',
            value = {
                "submitted: viewed shortlisted called_back offered rejected withdrawn",
                "viewed: shortlisted called_back offered rejected withdrawn",
                "shortlisted: called_back offered rejected withdrawn",
                "called_back: offered rejected withdrawn",
                "offered: accepted declined rejected withdrawn",
                "accepted: ''",
                "declined: ''",
                "rejected: ''",
                "withdrawn: ''"
            })
    @DisplayName("CST-3: what may follow what, cell by cell")
    void table(String from, String next) {
        var status = ApplicationStatus.parse(from.strip());
        assertThat(ApplicationStatus.values())
                .filteredOn(status::mayBecome)
                .extracting(ApplicationStatus::wireName)
                .containsExactlyInAnyOrder(
                        next.isBlank() ? new String[0] : next.strip().split(" ", -1));
    }

    @Test
    @DisplayName("CST-3: an id names one application; the very same again changes nothing")
    void same_again() {
        submitted();
        assertThat(application.submit(submit("I ride."), NOON.plusSeconds(1))).isEmpty();
        refused(CommonRejection.ID_TAKEN, () -> application.submit(submit("I sing."), NOON));
    }

    @Test
    @DisplayName("CST-3: the aggregate keeps what the rules decide, and answers with what follows")
    void aggregate() {
        var fixture = new AggregateTestFixture<>(ApplicationAggregate.class);
        fixture.registerInjectableResource(Clock.fixed(NOON, ZoneOffset.UTC));
        fixture.given(new ApplicationSubmitted(
                        APPLICATION,
                        ROLE.callId(),
                        ROLE.roleId(),
                        ROLE.workspaceId(),
                        HALA,
                        OMAR,
                        ROLE.callTitle(),
                        ROLE.roleName(),
                        Personal.of(new CastingProse("I ride.")),
                        List.of(),
                        NOON))
                .when(new DecideApplication(APPLICATION, OMAR, PosterDecision.OFFER))
                .expectEvents(new ApplicationOffered(APPLICATION, HALA, OMAR, OMAR, NOON))
                .expectResultMessagePayload(ApplicationStatus.OFFERED);
    }
}
