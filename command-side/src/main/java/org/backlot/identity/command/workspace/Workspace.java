package org.backlot.identity.command.workspace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backlot.identity.api.EmailAddress;
import org.backlot.identity.api.IdentityRejection;
import org.backlot.identity.api.WorkspaceCommand.AcceptInvitation;
import org.backlot.identity.api.WorkspaceCommand.ChangeMemberRole;
import org.backlot.identity.api.WorkspaceCommand.CreateWorkspace;
import org.backlot.identity.api.WorkspaceCommand.InviteMember;
import org.backlot.identity.api.WorkspaceCommand.RemoveMember;
import org.backlot.identity.api.WorkspaceCommand.RetireErasedMember;
import org.backlot.identity.api.WorkspaceEvent;
import org.backlot.identity.api.WorkspaceEvent.MemberInvited;
import org.backlot.identity.api.WorkspaceEvent.MemberJoined;
import org.backlot.identity.api.WorkspaceEvent.MemberRemoved;
import org.backlot.identity.api.WorkspaceEvent.MemberRoleChanged;
import org.backlot.identity.api.WorkspaceEvent.WorkspaceCreated;
import org.backlot.identity.api.WorkspaceRole;
import org.backlot.identity.api.access.WorkspacePermission;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.InvitationId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;

/**
 * Who belongs to a workspace. Admins manage members (CLIP section 4, column Team), only owners touch owners, and there is
 * always an owner.
 */
public sealed interface Workspace {
    Duration INVITATION_LIVES = Duration.ofDays(7);

    /** An invitation that lies in a mailbox, or that somebody accepted. */
    record Invitation(
            Personal<EmailAddress> email,
            WorkspaceRole role,
            AccountId invitedBy,
            Instant expiresAt,
            Optional<AccountId> acceptedBy) {}

    record Unopened() implements Workspace {}

    /** @param members in the order in which they joined */
    record Open(
            WorkspaceId workspaceId,
            AccountId founder,
            Personal<String> name,
            Map<AccountId, WorkspaceRole> members,
            Map<InvitationId, Invitation> invitations)
            implements Workspace {
        public Open {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
            invitations = Map.copyOf(invitations);
        }

        Optional<WorkspaceRole> roleOf(AccountId account) {
            return Optional.ofNullable(members.get(account));
        }

        boolean lastOwner(AccountId account) {
            return members.get(account) == WorkspaceRole.OWNER
                    && members.values().stream()
                                    .filter(role -> role == WorkspaceRole.OWNER)
                                    .count()
                            == 1;
        }

        /** Who follows when the last owner is erased: the highest role, and among equals the longest there. */
        Optional<AccountId> successorOf(AccountId account) {
            Optional<AccountId> best = Optional.empty();
            for (var member : members.entrySet()) {
                if (!member.getKey().equals(account)
                        && best.flatMap(this::roleOf)
                                .filter(role -> role.atLeast(member.getValue()))
                                .isEmpty()) {
                    best = Optional.of(member.getKey());
                }
            }
            return best;
        }
    }

    static Workspace unopened() {
        return new Unopened();
    }

    /** @throws Rejection {@code ID_TAKEN} */
    default List<WorkspaceEvent> create(CreateWorkspace command, Instant now) {
        return switch (this) {
            case Unopened _ ->
                List.of(new WorkspaceCreated(command.workspaceId(), command.ownerId(), command.name(), now));
            case Open open
            when open.founder().equals(command.ownerId()) && open.name().equals(command.name()) -> List.of();
            case Open _ -> throw Rejection.of(CommonRejection.ID_TAKEN);
        };
    }

    /** @throws Rejection {@code NOT_FOUND}, {@code NOT_ALLOWED}, {@code OWNER_REQUIRED}, {@code ID_TAKEN} */
    default List<WorkspaceEvent> invite(InviteMember command, Instant now) {
        var open = opened();
        requireMayGrant(open, command.invitedBy(), command.role());
        var known = Optional.ofNullable(open.invitations().get(command.invitationId()));
        if (known.isPresent()) {
            if (known.get().email().equals(command.email()) && known.get().role() == command.role()) {
                return List.of();
            }
            throw Rejection.of(CommonRejection.ID_TAKEN);
        }
        return List.of(new MemberInvited(
                command.workspaceId(),
                command.invitationId(),
                command.email(),
                command.role(),
                command.invitedBy(),
                now.plus(INVITATION_LIVES)));
    }

    /**
     * @throws Rejection {@code NOT_FOUND}, {@code INVITATION_USED}, {@code INVITATION_NOT_YOURS},
     *     {@code INVITATION_EXPIRED}, {@code INVITATION_WITHDRAWN}, {@code ALREADY_MEMBER}
     */
    default List<WorkspaceEvent> accept(AcceptInvitation command, Instant now) {
        var open = opened();
        var invitation = Optional.ofNullable(open.invitations().get(command.invitationId()))
                .orElseThrow(() -> Rejection.of(CommonRejection.NOT_FOUND));
        if (invitation.acceptedBy().isPresent()) {
            if (invitation.acceptedBy().get().equals(command.accountId())) {
                return List.of();
            }
            throw Rejection.of(IdentityRejection.INVITATION_USED);
        }
        var invited = invitation.email().value();
        if (invited.isEmpty() || !invited.equals(command.email().value())) {
            throw Rejection.of(IdentityRejection.INVITATION_NOT_YOURS);
        }
        if (!now.isBefore(invitation.expiresAt())) {
            throw Rejection.of(IdentityRejection.INVITATION_EXPIRED);
        }
        if (open.roleOf(invitation.invitedBy())
                .filter(role -> mayGrant(role, invitation.role()))
                .isEmpty()) {
            throw Rejection.of(IdentityRejection.INVITATION_WITHDRAWN);
        }
        if (open.members().containsKey(command.accountId())) {
            throw Rejection.of(IdentityRejection.ALREADY_MEMBER);
        }
        return List.of(new MemberJoined(
                command.workspaceId(), command.invitationId(), command.accountId(), invitation.role(), now));
    }

    /**
     * @throws Rejection {@code NOT_FOUND}, {@code NOT_ALLOWED}, {@code MEMBER_UNKNOWN}, {@code OWNER_REQUIRED},
     *     {@code LAST_OWNER}
     */
    default List<WorkspaceEvent> changeRole(ChangeMemberRole command) {
        var open = opened();
        requireMayGrant(open, command.changedBy(), command.role());
        var present = memberRole(open, command.accountId());
        requireMayGrant(open, command.changedBy(), present);
        if (present == command.role()) {
            return List.of();
        }
        if (open.lastOwner(command.accountId())) {
            throw Rejection.of(IdentityRejection.LAST_OWNER);
        }
        return List.of(
                new MemberRoleChanged(command.workspaceId(), command.accountId(), command.role(), command.changedBy()));
    }

    /**
     * Takes a member out. Everybody may leave; taking out others needs the right to manage them.
     *
     * @throws Rejection {@code NOT_FOUND}, {@code NOT_ALLOWED}, {@code MEMBER_UNKNOWN}, {@code OWNER_REQUIRED},
     *     {@code LAST_OWNER}
     */
    default List<WorkspaceEvent> remove(RemoveMember command) {
        var open = opened();
        if (!command.removedBy().equals(command.accountId())) {
            requireMayGrant(open, command.removedBy(), WorkspaceRole.VIEWER);
            requireMayGrant(open, command.removedBy(), memberRole(open, command.accountId()));
        } else if (open.roleOf(command.accountId()).isEmpty()) {
            throw Rejection.of(CommonRejection.NOT_FOUND);
        }
        if (open.lastOwner(command.accountId())) {
            throw Rejection.of(IdentityRejection.LAST_OWNER);
        }
        return List.of(new MemberRemoved(command.workspaceId(), command.accountId(), command.removedBy()));
    }

    /**
     * Takes an erased account out. Erasure is a right and is never refused, so the last owner is followed by another
     * member; whoever was alone stays, as a name that nobody can read any more.
     */
    default List<WorkspaceEvent> retire(RetireErasedMember command) {
        if (!(this instanceof Open open) || open.roleOf(command.accountId()).isEmpty()) {
            return List.of();
        }
        var removed = new MemberRemoved(command.workspaceId(), command.accountId(), command.erasedBy());
        if (!open.lastOwner(command.accountId())) {
            return List.of(removed);
        }
        var events = new ArrayList<WorkspaceEvent>();
        open.successorOf(command.accountId()).ifPresent(successor -> {
            events.add(
                    new MemberRoleChanged(command.workspaceId(), successor, WorkspaceRole.OWNER, command.erasedBy()));
            events.add(removed);
        });
        return List.copyOf(events);
    }

    default Workspace evolve(WorkspaceEvent event) {
        return switch (event) {
            case WorkspaceCreated e ->
                new Open(e.workspaceId(), e.ownerId(), e.name(), Map.of(e.ownerId(), WorkspaceRole.OWNER), Map.of());
            case MemberInvited e -> {
                var open = opened();
                var invitations = new HashMap<>(open.invitations());
                invitations.put(
                        e.invitationId(),
                        new Invitation(e.email(), e.role(), e.invitedBy(), e.expiresAt(), Optional.empty()));
                yield new Open(open.workspaceId(), open.founder(), open.name(), open.members(), invitations);
            }
            case MemberJoined e -> {
                var open = opened();
                var invitations = new HashMap<>(open.invitations());
                invitations.computeIfPresent(
                        e.invitationId(),
                        (_, i) -> new Invitation(
                                i.email(), i.role(), i.invitedBy(), i.expiresAt(), Optional.of(e.accountId())));
                var members = new LinkedHashMap<>(open.members());
                members.put(e.accountId(), e.role());
                yield new Open(open.workspaceId(), open.founder(), open.name(), members, invitations);
            }
            case MemberRoleChanged e -> {
                var open = opened();
                var members = new LinkedHashMap<>(open.members());
                members.put(e.accountId(), e.role());
                yield new Open(open.workspaceId(), open.founder(), open.name(), members, open.invitations());
            }
            case MemberRemoved e -> {
                var open = opened();
                var members = new LinkedHashMap<>(open.members());
                members.remove(e.accountId());
                yield new Open(open.workspaceId(), open.founder(), open.name(), members, open.invitations());
            }
        };
    }

    private Open opened() {
        if (this instanceof Open open) {
            return open;
        }
        throw Rejection.of(CommonRejection.NOT_FOUND);
    }

    private static WorkspaceRole memberRole(Open open, AccountId account) {
        return open.roleOf(account).orElseThrow(() -> Rejection.of(IdentityRejection.MEMBER_UNKNOWN));
    }

    private static boolean mayGrant(WorkspaceRole actor, WorkspaceRole role) {
        return role == WorkspaceRole.OWNER
                ? WorkspacePermission.MANAGE_OWNERS.allows(actor)
                : WorkspacePermission.MANAGE_TEAM.allows(actor);
    }

    private static void requireMayGrant(Open open, AccountId actor, WorkspaceRole role) {
        var own = open.roleOf(actor).orElseThrow(() -> Rejection.of(CommonRejection.NOT_FOUND));
        if (!WorkspacePermission.MANAGE_TEAM.allows(own)) {
            throw Rejection.of(CommonRejection.NOT_ALLOWED).with("permission", WorkspacePermission.MANAGE_TEAM.name());
        }
        if (!mayGrant(own, role)) {
            throw Rejection.of(IdentityRejection.OWNER_REQUIRED);
        }
    }
}
