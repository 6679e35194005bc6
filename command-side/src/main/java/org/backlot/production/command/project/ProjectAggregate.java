// The edge between the rules of a project and the framework that keeps its events.
package org.backlot.production.command.project;

import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.backlot.production.api.AddedUnit;
import org.backlot.production.api.ProjectCommand.AddShot;
import org.backlot.production.api.ProjectCommand.AddUnit;
import org.backlot.production.api.ProjectCommand.AdoptScreenplay;
import org.backlot.production.api.ProjectCommand.CreateProject;
import org.backlot.production.api.ProjectEvent;
import org.backlot.production.api.ProjectEvent.ScreenplayAdopted;
import org.backlot.production.api.ProjectEvent.ShotAdded;
import org.jspecify.annotations.Nullable;

/** Hands commands to the rules of {@link Project}, keeps what they return, and answers with what is recorded. */
public class ProjectAggregate {
    private @Nullable String stream;
    private Project state = Project.unopened();

    /** For the framework. */
    protected ProjectAggregate() {}

    @AggregateIdentifier
    @Nullable
    String stream() {
        return stream;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CreateProject command, Clock clock) {
        apply(state.create(command, clock.instant()));
    }

    @CommandHandler
    AddedUnit handle(AddUnit command) {
        apply(state.addUnit(command));
        return state.unit(command.unitId());
    }

    @CommandHandler
    ScreenplayAdopted handle(AdoptScreenplay command, Clock clock) {
        apply(state.adopt(command, clock.instant()));
        return state.screenplay(command.unitId());
    }

    @CommandHandler
    ShotAdded handle(AddShot command) {
        apply(state.addShot(command));
        return state.shot(command.shotId());
    }

    @EventSourcingHandler
    void on(ProjectEvent event) {
        stream = event.stream();
        state = state.evolve(event);
    }

    private static void apply(List<ProjectEvent> events) {
        events.forEach(AggregateLifecycle::apply);
    }
}
