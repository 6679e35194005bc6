package org.backlot.identity.api.access;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.backlot.identity.api.Capability;
import org.backlot.identity.api.WorkspaceRole;

/**
 * Where somebody stands towards one thing.
 *
 * @param workspaceRole their role in the workspace that owns it
 * @param capabilities what a lead gave them on its project
 * @param party whether they are a party to the thing itself: a signatory, a holder of the gear
 */
public record Standing(Optional<WorkspaceRole> workspaceRole, Set<Capability> capabilities, boolean party) {
    public Standing {
        capabilities = Set.copyOf(capabilities);
    }

    public static Standing none() {
        return new Standing(Optional.empty(), EnumSet.noneOf(Capability.class), false);
    }

    /** A stranger: for them the thing does not exist. */
    public boolean stranger() {
        return workspaceRole.isEmpty() && capabilities.isEmpty() && !party;
    }
}
