package org.backlot.identity.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.backlot.shared.Event;
import org.backlot.shared.EventName;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.InvitationId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.backlot.shared.personal.PersonalData;

/** Who belongs to a workspace, and as what. */
public sealed interface WorkspaceEvent extends Event {
    WorkspaceId workspaceId();

    @Override
    default String stream() {
        return "workspace/" + workspaceId();
    }

    @EventName("identity.WorkspaceCreated")
    @Revision("1")
    record WorkspaceCreated(
            WorkspaceId workspaceId,
            AccountId ownerId,
            @PersonalData(subject = "ownerId") Personal<String> name,
            Instant at)
            implements WorkspaceEvent {}

    /** An invitation lies in somebody's mailbox; whoever owns that verified address may accept it until it expires. */
    @EventName("identity.MemberInvited")
    @Revision("1")
    record MemberInvited(
            WorkspaceId workspaceId,
            InvitationId invitationId,
            @PersonalData(subject = "invitationId") Personal<EmailAddress> email,
            WorkspaceRole role,
            AccountId invitedBy,
            Instant expiresAt)
            implements WorkspaceEvent {}

    @EventName("identity.MemberJoined")
    @Revision("1")
    record MemberJoined(
            WorkspaceId workspaceId, InvitationId invitationId, AccountId accountId, WorkspaceRole role, Instant at)
            implements WorkspaceEvent {}

    @EventName("identity.MemberRoleChanged")
    @Revision("1")
    record MemberRoleChanged(WorkspaceId workspaceId, AccountId accountId, WorkspaceRole role, AccountId changedBy)
            implements WorkspaceEvent {}

    @EventName("identity.MemberRemoved")
    @Revision("1")
    record MemberRemoved(WorkspaceId workspaceId, AccountId accountId, AccountId removedBy) implements WorkspaceEvent {}
}
