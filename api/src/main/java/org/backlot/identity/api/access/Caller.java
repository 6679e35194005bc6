package org.backlot.identity.api.access;

import org.backlot.identity.api.AccountRole;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.SessionId;
import org.backlot.shared.id.WorkspaceId;

/**
 * Who sends a request, as the access token says and the session still confirms.
 *
 * @param workspaceId the workspace in whose name they act; for a new account their own
 * @param verified whether their e-mail address is verified
 */
public record Caller(
        AccountId accountId, SessionId sessionId, AccountRole role, WorkspaceId workspaceId, boolean verified) {}
