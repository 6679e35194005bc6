package org.backlot.identity.api.access;

import org.backlot.identity.api.WorkspaceRole;

/**
 * What the members of a workspace may do in it: the table of CLIP section 4, cell by cell, and what came after it. What is not listed is denied.
 */
public enum WorkspacePermission {
    READ_JOBS(WorkspaceRole.VIEWER),
    CHANGE_JOBS(WorkspaceRole.EDITOR),
    READ_CLIPS(WorkspaceRole.VIEWER),
    CHANGE_CLIPS(WorkspaceRole.EDITOR),
    REQUEST_PUBLISHING(WorkspaceRole.EDITOR),
    PUBLISH(WorkspaceRole.ADMIN),
    READ_STREAMS(WorkspaceRole.VIEWER),
    CHANGE_STREAMS(WorkspaceRole.EDITOR),
    READ_MEDIA(WorkspaceRole.VIEWER),
    /** Files of a workspace are its clips' sources: whoever may make clips may upload, and delete. */
    CHANGE_MEDIA(WorkspaceRole.EDITOR),
    READ_CALLS(WorkspaceRole.VIEWER),
    CHANGE_CALLS(WorkspaceRole.EDITOR),
    /** To see who has applied, and decide: their material is for those who work on it. */
    DECIDE_APPLICATIONS(WorkspaceRole.EDITOR),
    CHANGE_OWN_SETTINGS(WorkspaceRole.EDITOR),
    CHANGE_ALL_SETTINGS(WorkspaceRole.ADMIN),
    MANAGE_TEAM(WorkspaceRole.ADMIN),
    /** The owner's star: making and unmaking owners. */
    MANAGE_OWNERS(WorkspaceRole.OWNER);

    private final WorkspaceRole from;

    WorkspacePermission(WorkspaceRole from) {
        this.from = from;
    }

    public boolean allows(WorkspaceRole role) {
        return role.atLeast(from);
    }

    /** The least role that may. */
    public WorkspaceRole from() {
        return from;
    }
}
