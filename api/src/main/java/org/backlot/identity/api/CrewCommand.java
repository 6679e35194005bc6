package org.backlot.identity.api;

import java.util.Set;
import org.backlot.shared.Command;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.WorkspaceId;

/** What may be asked of a project's crew list. */
public sealed interface CrewCommand extends Command {
    ProjectId projectId();

    @Override
    default String stream() {
        return "crew/" + projectId();
    }

    /** Opens the crew list; the lead gets every capability. Part of creating a project. */
    record OpenCrew(ProjectId projectId, WorkspaceId workspaceId, AccountId leadId) implements CrewCommand {}

    /** Makes the capabilities of one person exactly these. */
    record SetCapabilities(ProjectId projectId, AccountId accountId, Set<Capability> capabilities, AccountId setBy)
            implements CrewCommand {}
}
