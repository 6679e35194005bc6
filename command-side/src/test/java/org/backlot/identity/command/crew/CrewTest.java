package org.backlot.identity.command.crew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.backlot.identity.api.Capability;
import org.backlot.identity.api.CrewCommand.OpenCrew;
import org.backlot.identity.api.CrewCommand.SetCapabilities;
import org.backlot.identity.api.CrewEvent;
import org.backlot.identity.api.CrewEvent.CapabilitiesSet;
import org.backlot.identity.api.CrewEvent.CrewOpened;
import org.backlot.identity.api.IdentityRejection;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.RejectionCode;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.WorkspaceId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CrewTest {
    private static final ProjectId FILM = new ProjectId(new UUID(0, 1));
    private static final WorkspaceId WORKSPACE = new WorkspaceId(new UUID(0, 2));
    private static final AccountId LEAD = new AccountId(new UUID(0, 3));
    private static final AccountId GAFFER = new AccountId(new UUID(0, 4));
    private static final Set<Capability> ALL = EnumSet.allOf(Capability.class);

    private Crew crew = Crew.unopened();

    @Test
    @DisplayName("IDN-6: whoever opens a project leads it with every capability")
    void opens() {
        assertThat(crew.open(new OpenCrew(FILM, WORKSPACE, LEAD)))
                .containsExactly(new CrewOpened(FILM, WORKSPACE, LEAD), new CapabilitiesSet(FILM, LEAD, ALL, LEAD));
    }

    @Test
    @DisplayName("IDN-6: opening again changes nothing, for another workspace or lead it is refused")
    void opens_once() {
        given(crew.open(new OpenCrew(FILM, WORKSPACE, LEAD)));

        assertThat(crew.open(new OpenCrew(FILM, WORKSPACE, LEAD))).isEmpty();
        rejected(CommonRejection.ID_TAKEN, () -> crew.open(new OpenCrew(FILM, WORKSPACE, GAFFER)));
    }

    @Test
    @DisplayName("IDN-6: a lead raises and lowers what somebody may do; the same again changes nothing")
    void sets() {
        given(crew.open(new OpenCrew(FILM, WORKSPACE, LEAD)));
        var raise = new SetCapabilities(FILM, GAFFER, Set.of(Capability.VIEW, Capability.UPLOAD), LEAD);

        given(crew.set(raise));
        assertThat(crew.set(raise)).isEmpty();
        assertThat(crew.set(new SetCapabilities(FILM, GAFFER, Set.of(), LEAD)))
                .containsExactly(new CapabilitiesSet(FILM, GAFFER, Set.of(), LEAD));
    }

    @Test
    @DisplayName("IDN-6: the last lead cannot lock everybody out, but may step down once another is there")
    void never_without_a_lead() {
        given(crew.open(new OpenCrew(FILM, WORKSPACE, LEAD)));
        var stepDown = new SetCapabilities(FILM, LEAD, Set.of(Capability.VIEW), LEAD);
        rejected(IdentityRejection.LAST_LEAD, () -> crew.set(stepDown));
        rejected(IdentityRejection.LAST_LEAD, () -> crew.set(new SetCapabilities(FILM, LEAD, Set.of(), LEAD)));

        given(crew.set(new SetCapabilities(FILM, GAFFER, Set.of(Capability.OVERRIDE), LEAD)));

        assertThat(crew.set(stepDown)).hasSize(1);
    }

    @Test
    @DisplayName("IDN-6: there is nothing to set on a project that was never opened")
    void unopened() {
        rejected(CommonRejection.NOT_FOUND, () -> crew.set(new SetCapabilities(FILM, LEAD, ALL, LEAD)));
    }

    @Test
    @DisplayName("IDN-6: the aggregate keeps what the rules decide")
    void aggregate() {
        new AggregateTestFixture<>(CrewAggregate.class)
                .givenCommands(new OpenCrew(FILM, WORKSPACE, LEAD))
                .when(new SetCapabilities(FILM, GAFFER, Set.of(Capability.VIEW), LEAD))
                .expectEvents(new CapabilitiesSet(FILM, GAFFER, Set.of(Capability.VIEW), LEAD));
    }

    private void given(List<CrewEvent> events) {
        for (var event : events) {
            crew = crew.evolve(event);
        }
    }

    private static void rejected(RejectionCode code, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.code()).isEqualTo(code));
    }
}
