package org.backlot.treasury.saga;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.backlot.logistics.api.DispatchEvent;
import org.backlot.shared.Event;
import org.backlot.shared.id.ProjectId;
import org.backlot.treasury.api.ContractEvent;
import org.backlot.treasury.api.TreasuryCommand.ReleaseEscrow;
import org.backlot.treasury.api.TreasuryEvent;
import org.backlot.wrap.api.DailyReportEvent;

/**
 * Releases a project's escrows once what they ask for is proved (TRE-4; CLAP week 4, {@code triggerAutoRelease}). One per
 * project, from the moment its treasury opens: so it has seen every fact, whatever their order and however late an escrow
 * is locked. It never ends, as a treasury never closes.
 *
 * <p>It only waits and sends. Each command is awaited; an error leaves it where it was, and the event comes again.
 */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
public class EscrowReleaseSaga {
    private static final String PROJECT = "projectId";

    private PendingReleases releases = PendingReleases.none();

    @StartSaga
    @SagaEventHandler(associationProperty = PROJECT)
    void on(TreasuryEvent.TreasuryOpened event) {
        releases = releases.after(event);
    }

    @SagaEventHandler(associationProperty = PROJECT)
    void on(TreasuryEvent.EscrowLocked event, CommandGateway commands, EscrowDeadlines deadlines) {
        deadlines.schedule(event.escrowId(), event.projectId(), event.expiresAt());
        follow(event, event.projectId(), commands);
    }

    /** Disputed, settled, ended: what changes whom the evidence is for. */
    @SagaEventHandler(associationProperty = PROJECT)
    void on(TreasuryEvent event, CommandGateway commands) {
        follow(event, event.projectId(), commands);
    }

    @SagaEventHandler(associationProperty = PROJECT)
    void on(ContractEvent.ContractCompleted event, CommandGateway commands) {
        follow(event, event.projectId(), commands);
    }

    @SagaEventHandler(associationProperty = PROJECT)
    void on(DispatchEvent.DispatchInitialized event, CommandGateway commands) {
        follow(event, event.projectId(), commands);
    }

    @SagaEventHandler(associationProperty = PROJECT)
    void on(DispatchEvent.GearReturned event, CommandGateway commands) {
        follow(event, event.projectId(), commands);
    }

    @SagaEventHandler(associationProperty = PROJECT)
    void on(DailyReportEvent.DailyReportSigned event, CommandGateway commands) {
        follow(event, event.projectId(), commands);
    }

    private void follow(Event event, ProjectId project, CommandGateway commands) {
        releases = releases.after(event);
        for (var due : releases.due(project)) {
            if (released(due, commands)) {
                releases = releases.without(due.escrowId());
            }
        }
    }

    // False where the hold was disputed or given back a moment ago: the event that says so is on its way to us.
    private static boolean released(ReleaseEscrow due, CommandGateway commands) {
        Boolean released = commands.sendAndWait(due);
        return Boolean.TRUE.equals(released);
    }
}
