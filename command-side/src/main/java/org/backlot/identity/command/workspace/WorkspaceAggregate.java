package org.backlot.identity.command.workspace;

import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.backlot.identity.api.WorkspaceCommand;
import org.backlot.identity.api.WorkspaceEvent;
import org.jspecify.annotations.Nullable;

/** Hands commands to the rules of {@link Workspace} and keeps what they return. */
public class WorkspaceAggregate {
    private @Nullable String stream;

    private Workspace state = Workspace.unopened();

    protected WorkspaceAggregate() {}

    @AggregateIdentifier
    @Nullable
    String stream() {
        return stream;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(WorkspaceCommand.CreateWorkspace command, Clock clock) {
        keep(state.create(command, clock.instant()));
    }

    @CommandHandler
    void handle(WorkspaceCommand.InviteMember command, Clock clock) {
        keep(state.invite(command, clock.instant()));
    }

    @CommandHandler
    void handle(WorkspaceCommand.AcceptInvitation command, Clock clock) {
        keep(state.accept(command, clock.instant()));
    }

    @CommandHandler
    void handle(WorkspaceCommand.ChangeMemberRole command) {
        keep(state.changeRole(command));
    }

    @CommandHandler
    void handle(WorkspaceCommand.RemoveMember command) {
        keep(state.remove(command));
    }

    @CommandHandler
    void handle(WorkspaceCommand.RetireErasedMember command) {
        keep(state.retire(command));
    }

    @EventSourcingHandler
    void on(WorkspaceEvent event) {
        stream = event.stream();
        state = state.evolve(event);
    }

    private static void keep(List<WorkspaceEvent> events) {
        events.forEach(AggregateLifecycle::apply);
    }
}
