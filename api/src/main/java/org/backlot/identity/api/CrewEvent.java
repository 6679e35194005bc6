package org.backlot.identity.api;

import java.util.Set;
import org.axonframework.serialization.Revision;
import org.backlot.shared.Event;
import org.backlot.shared.EventName;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.WorkspaceId;

/** Who may do what on one project. */
public sealed interface CrewEvent extends Event {
    ProjectId projectId();

    @Override
    default String stream() {
        return "crew/" + projectId();
    }

    @EventName("identity.CrewOpened")
    @Revision("1")
    record CrewOpened(ProjectId projectId, WorkspaceId workspaceId, AccountId leadId) implements CrewEvent {}

    /** The capabilities of one person are now exactly these; an empty set takes the person off the project. */
    @EventName("identity.CapabilitiesSet")
    @Revision("1")
    record CapabilitiesSet(ProjectId projectId, AccountId accountId, Set<Capability> capabilities, AccountId setBy)
            implements CrewEvent {}
}
