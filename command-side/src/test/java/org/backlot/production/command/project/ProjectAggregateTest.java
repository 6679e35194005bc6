// The aggregate keeps what the rules return and answers with what is recorded, run by Axon itself.
package org.backlot.production.command.project;

import static org.backlot.production.command.project.Plan.LEAD;
import static org.backlot.production.command.project.Plan.MAIN;
import static org.backlot.production.command.project.Plan.NOW;
import static org.backlot.production.command.project.Plan.PROJECT;
import static org.backlot.production.command.project.Plan.WORKSPACE;
import static org.backlot.production.command.project.Plan.create;
import static org.backlot.production.command.project.Plan.scene;
import static org.backlot.production.command.project.Plan.screenplay;
import static org.backlot.production.command.project.Plan.shot;
import static org.backlot.production.command.project.Plan.shotId;
import static org.backlot.production.command.project.Plan.unit;

import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.backlot.production.api.AddedUnit;
import org.backlot.production.api.ProjectEvent.ProjectCreated;
import org.backlot.production.api.ProjectEvent.ScreenplayAdopted;
import org.backlot.production.api.ProjectEvent.ShotAdded;
import org.backlot.production.api.ProjectEvent.UnitAdded;
import org.backlot.production.api.UnitKind;
import org.backlot.shared.Rejection;
import org.backlot.shared.timecode.FrameRate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProjectAggregateTest {
    private static final ProjectCreated CREATED = new ProjectCreated(
            PROJECT, WORKSPACE, "The Last Reel", FrameRate.FPS_24, ZoneId.of("Asia/Riyadh"), LEAD, NOW);
    private static final UnitAdded MAIN_UNIT = new UnitAdded(PROJECT, MAIN, "Main Unit", UnitKind.MAIN);
    private static final ScreenplayAdopted ADOPTED = new ScreenplayAdopted(
            PROJECT,
            MAIN,
            screenplay(MAIN, "12").digest(),
            "The Last Reel",
            screenplay(MAIN, "12").scenes(),
            NOW);
    private static final ShotAdded MASTER = new ShotAdded(PROJECT, MAIN, scene(MAIN, "12"), shotId(1), "12", "Wide");

    private FixtureConfiguration<ProjectAggregate> fixture;

    @BeforeEach
    void fixture() {
        fixture = new AggregateTestFixture<>(ProjectAggregate.class);
        fixture.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    @DisplayName("PRD-1: creating a project records it, at the time of the clock")
    void creates() {
        fixture.givenNoPriorActivity().when(create("The Last Reel")).expectEvents(CREATED);
    }

    @Test
    @DisplayName("PRD-1: creating the same project again records nothing")
    void creates_once() {
        fixture.given(CREATED)
                .when(create("The Last Reel"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    @DisplayName("PRD-2: adding a unit answers with the unit and the project's frame rate and time zone")
    void adds_a_unit() {
        fixture.given(CREATED)
                .when(unit(MAIN, "Main Unit"))
                .expectEvents(MAIN_UNIT)
                .expectResultMessagePayload(new AddedUnit(MAIN_UNIT, CREATED));
    }

    @Test
    @DisplayName("PRD-3: adopting a screenplay answers with what is recorded, again and again")
    void adopts() {
        fixture.given(CREATED, MAIN_UNIT)
                .when(screenplay(MAIN, "12"))
                .expectEvents(ADOPTED)
                .expectResultMessagePayload(ADOPTED);
        fixture.given(CREATED, MAIN_UNIT, ADOPTED)
                .when(screenplay(MAIN, "12"))
                .expectNoEvents()
                .expectResultMessagePayload(ADOPTED);
    }

    @Test
    @DisplayName("PRD-1: adding a shot answers with its unit and its slate")
    void adds_a_shot() {
        fixture.given(CREATED, MAIN_UNIT, ADOPTED)
                .when(shot(1, MAIN, "12"))
                .expectEvents(MASTER)
                .expectResultMessagePayload(MASTER);
    }

    @Test
    @DisplayName("PRD-1: what the rules refuse comes back as a rejection and records nothing")
    void refuses() {
        fixture.given(CREATED, MAIN_UNIT, ADOPTED, MASTER)
                .when(shot(2, MAIN, "12", "12"))
                .expectNoEvents()
                .expectException(Rejection.class);
    }
}
