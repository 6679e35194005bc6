package org.backlot.casting.api;

import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.CastingRoleId;
import org.backlot.shared.id.WorkspaceId;

/**
 * A role for which one may apply, as its call stands now.
 *
 * @param poster who is told of applications
 */
public record RoleTicket(
        CastingCallId callId,
        CastingRoleId roleId,
        WorkspaceId workspaceId,
        AccountId poster,
        CastingLine callTitle,
        CastingLine roleName) {}
