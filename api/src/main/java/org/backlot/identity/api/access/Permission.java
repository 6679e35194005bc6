package org.backlot.identity.api.access;

import org.backlot.identity.api.Capability;
import org.backlot.identity.api.WorkspaceRole;

/**
 * One kind of thing to do, and who may: holders of a capability on the project, members of its workspace from a role up,
 * and, for some, the parties to the thing itself. What is not listed is denied.
 */
public enum Permission {
    VIEW_PROJECT(Capability.VIEW, WorkspaceRole.VIEWER, false),
    UPLOAD_SCREENPLAY(Capability.UPLOAD, WorkspaceRole.EDITOR, false),
    PLAN_PRODUCTION(Capability.ASSIGN, WorkspaceRole.EDITOR, false),
    SET_CAPABILITIES(Capability.OVERRIDE, WorkspaceRole.ADMIN, false),
    VIEW_MONEY(Capability.APPROVE, WorkspaceRole.ADMIN, false),
    MOVE_MONEY(Capability.APPROVE, WorkspaceRole.ADMIN, false),
    DRAFT_CONTRACT(Capability.APPROVE, WorkspaceRole.ADMIN, false),
    VIEW_CONTRACT(Capability.APPROVE, WorkspaceRole.ADMIN, true),
    DISPATCH_GEAR(Capability.ASSIGN, WorkspaceRole.EDITOR, false),
    VIEW_CUSTODY(Capability.VIEW, WorkspaceRole.VIEWER, true),
    WATCH_SET(Capability.VIEW, WorkspaceRole.VIEWER, false),
    RUN_CAMERA(Capability.UPLOAD, WorkspaceRole.EDITOR, false),
    CIRCLE_TAKE(Capability.APPROVE, WorkspaceRole.EDITOR, false),
    REPORT_INCIDENT(Capability.COMMENT, WorkspaceRole.EDITOR, false),
    SIGN_DAILY_REPORT(Capability.APPROVE, WorkspaceRole.ADMIN, false),
    MANAGE_MEMBERS(Capability.OVERRIDE, WorkspaceRole.ADMIN, false);

    private final Capability capability;
    private final WorkspaceRole from;
    private final boolean parties;

    Permission(Capability capability, WorkspaceRole from, boolean parties) {
        this.capability = capability;
        this.from = from;
        this.parties = parties;
    }

    public boolean allows(Standing standing) {
        return standing.capabilities().contains(capability)
                || standing.workspaceRole().filter(role -> role.atLeast(from)).isPresent()
                || (parties && standing.party());
    }
}
