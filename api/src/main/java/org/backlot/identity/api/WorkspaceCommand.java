package org.backlot.identity.api;

import org.backlot.shared.Command;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.InvitationId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;

/** What may be asked of a workspace. */
public sealed interface WorkspaceCommand extends Command {
    WorkspaceId workspaceId();

    @Override
    default String stream() {
        return "workspace/" + workspaceId();
    }

    record CreateWorkspace(WorkspaceId workspaceId, AccountId ownerId, Personal<String> name)
            implements WorkspaceCommand {}

    record InviteMember(
            WorkspaceId workspaceId,
            InvitationId invitationId,
            Personal<EmailAddress> email,
            WorkspaceRole role,
            AccountId invitedBy)
            implements WorkspaceCommand {}

    /** Accepts an invitation; the address is the verified one of the account. */
    record AcceptInvitation(
            WorkspaceId workspaceId, InvitationId invitationId, AccountId accountId, Personal<EmailAddress> email)
            implements WorkspaceCommand {}

    record ChangeMemberRole(WorkspaceId workspaceId, AccountId accountId, WorkspaceRole role, AccountId changedBy)
            implements WorkspaceCommand {}

    record RemoveMember(WorkspaceId workspaceId, AccountId accountId, AccountId removedBy)
            implements WorkspaceCommand {}

    /** Takes an erased account out; where it was the last owner, the highest and longest member follows. */
    record RetireErasedMember(WorkspaceId workspaceId, AccountId accountId, AccountId erasedBy)
            implements WorkspaceCommand {}
}
