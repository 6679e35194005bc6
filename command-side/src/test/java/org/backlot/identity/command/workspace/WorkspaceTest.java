package org.backlot.identity.command.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
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
import org.backlot.identity.api.WorkspaceRole;
import org.backlot.identity.api.access.WorkspacePermission;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.RejectionCode;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.InvitationId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkspaceTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final WorkspaceId HOUSE = new WorkspaceId(new UUID(0, 1));
    private static final AccountId OWNER = new AccountId(new UUID(0, 2));
    private static final AccountId ADMIN = new AccountId(new UUID(0, 3));
    private static final AccountId EDITOR = new AccountId(new UUID(0, 4));
    private static final AccountId STRANGER = new AccountId(new UUID(0, 5));
    private static final Personal<String> NAME = Personal.of("Desert Light Films");

    private Workspace workspace = Workspace.unopened();

    @BeforeEach
    void house_with_three_members() {
        given(workspace.create(new CreateWorkspace(HOUSE, OWNER, NAME), NOON));
        given(List.of(
                new MemberJoined(HOUSE, invitation(1), ADMIN, WorkspaceRole.ADMIN, NOON),
                new MemberJoined(HOUSE, invitation(2), EDITOR, WorkspaceRole.EDITOR, NOON)));
    }

    @Test
    @DisplayName("IDN-5: whoever owns the invited address joins with the role of the invitation, once")
    void invites_and_accepts() {
        given(workspace.invite(invite(7, WorkspaceRole.EDITOR, ADMIN), NOON));
        var accept = new AcceptInvitation(HOUSE, invitation(7), STRANGER, email("omar@example.org"));

        var joined = workspace.accept(accept, NOON.plusSeconds(60));
        assertThat(joined)
                .containsExactly(
                        new MemberJoined(HOUSE, invitation(7), STRANGER, WorkspaceRole.EDITOR, NOON.plusSeconds(60)));
        given(joined);
        assertThat(workspace.accept(accept, NOON.plusSeconds(61))).isEmpty();
        rejected(
                IdentityRejection.INVITATION_USED,
                () -> workspace.accept(
                        new AcceptInvitation(HOUSE, invitation(7), EDITOR, email("omar@example.org")), NOON));
    }

    @Test
    @DisplayName("IDN-5: an invitation is for its own address, for seven days, and as long as its sender may invite")
    void invitation_is_bound() {
        given(workspace.invite(invite(7, WorkspaceRole.VIEWER, ADMIN), NOON));
        var accept = new AcceptInvitation(HOUSE, invitation(7), STRANGER, email("omar@example.org"));

        rejected(
                IdentityRejection.INVITATION_NOT_YOURS,
                () -> workspace.accept(
                        new AcceptInvitation(HOUSE, invitation(7), STRANGER, email("eve@example.org")), NOON));
        rejected(
                IdentityRejection.INVITATION_NOT_YOURS,
                () -> workspace.accept(new AcceptInvitation(HOUSE, invitation(7), STRANGER, Personal.erased()), NOON));
        rejected(
                IdentityRejection.INVITATION_EXPIRED,
                () -> workspace.accept(accept, NOON.plus(Workspace.INVITATION_LIVES)));
        rejected(
                CommonRejection.NOT_FOUND,
                () -> workspace.accept(
                        new AcceptInvitation(HOUSE, invitation(8), STRANGER, email("omar@example.org")), NOON));
        given(workspace.remove(new RemoveMember(HOUSE, ADMIN, OWNER)));
        rejected(IdentityRejection.INVITATION_WITHDRAWN, () -> workspace.accept(accept, NOON));
    }

    @Test
    @DisplayName("IDN-5: a member cannot join again, and an invitation's id is its own")
    void no_second_membership() {
        given(workspace.invite(invite(7, WorkspaceRole.VIEWER, OWNER), NOON));

        rejected(
                IdentityRejection.ALREADY_MEMBER,
                () -> workspace.accept(
                        new AcceptInvitation(HOUSE, invitation(7), EDITOR, email("omar@example.org")), NOON));
        assertThat(workspace.invite(invite(7, WorkspaceRole.VIEWER, OWNER), NOON))
                .isEmpty();
        rejected(CommonRejection.ID_TAKEN, () -> workspace.invite(invite(7, WorkspaceRole.EDITOR, OWNER), NOON));
    }

    @Test
    @DisplayName("IDN-5: editors do not manage the team, strangers do not even find the workspace")
    void team_is_for_admins() {
        rejected(CommonRejection.NOT_ALLOWED, () -> workspace.invite(invite(7, WorkspaceRole.VIEWER, EDITOR), NOON));
        rejected(CommonRejection.NOT_ALLOWED, () -> workspace.remove(new RemoveMember(HOUSE, ADMIN, EDITOR)));
        rejected(CommonRejection.NOT_FOUND, () -> workspace.invite(invite(7, WorkspaceRole.VIEWER, STRANGER), NOON));
        rejected(CommonRejection.NOT_FOUND, () -> workspace.remove(new RemoveMember(HOUSE, EDITOR, STRANGER)));
        rejected(IdentityRejection.MEMBER_UNKNOWN, () -> workspace.remove(new RemoveMember(HOUSE, STRANGER, ADMIN)));
    }

    @Test
    @DisplayName("IDN-5: only an owner makes, changes or removes an owner")
    void owners_are_for_owners() {
        rejected(IdentityRejection.OWNER_REQUIRED, () -> workspace.invite(invite(7, WorkspaceRole.OWNER, ADMIN), NOON));
        rejected(
                IdentityRejection.OWNER_REQUIRED,
                () -> workspace.changeRole(new ChangeMemberRole(HOUSE, EDITOR, WorkspaceRole.OWNER, ADMIN)));
        rejected(
                IdentityRejection.OWNER_REQUIRED,
                () -> workspace.changeRole(new ChangeMemberRole(HOUSE, OWNER, WorkspaceRole.VIEWER, ADMIN)));
        rejected(IdentityRejection.OWNER_REQUIRED, () -> workspace.remove(new RemoveMember(HOUSE, OWNER, ADMIN)));
        assertThat(workspace.changeRole(new ChangeMemberRole(HOUSE, EDITOR, WorkspaceRole.OWNER, OWNER)))
                .hasSize(1);
    }

    @Test
    @DisplayName("IDN-5: the last owner neither steps down nor leaves; with a second one both go")
    void last_owner_stays() {
        var leave = new RemoveMember(HOUSE, OWNER, OWNER);
        rejected(IdentityRejection.LAST_OWNER, () -> workspace.remove(leave));
        rejected(
                IdentityRejection.LAST_OWNER,
                () -> workspace.changeRole(new ChangeMemberRole(HOUSE, OWNER, WorkspaceRole.ADMIN, OWNER)));

        given(workspace.changeRole(new ChangeMemberRole(HOUSE, ADMIN, WorkspaceRole.OWNER, OWNER)));

        assertThat(workspace.remove(leave)).containsExactly(new MemberRemoved(HOUSE, OWNER, OWNER));
    }

    @Test
    @DisplayName("CMP-2: an erased last owner is followed by the highest and longest member; one who was alone stays")
    void erased_owner_is_followed() {
        assertThat(workspace.retire(new RetireErasedMember(HOUSE, OWNER, OWNER)))
                .containsExactly(
                        new MemberRoleChanged(HOUSE, ADMIN, WorkspaceRole.OWNER, OWNER),
                        new MemberRemoved(HOUSE, OWNER, OWNER));
        assertThat(workspace.retire(new RetireErasedMember(HOUSE, EDITOR, EDITOR)))
                .containsExactly(new MemberRemoved(HOUSE, EDITOR, EDITOR));
        assertThat(workspace.retire(new RetireErasedMember(HOUSE, STRANGER, STRANGER)))
                .isEmpty();

        var alone = Workspace.unopened();
        for (var event : alone.create(new CreateWorkspace(HOUSE, OWNER, NAME), NOON)) {
            alone = alone.evolve(event);
        }
        assertThat(alone.retire(new RetireErasedMember(HOUSE, OWNER, OWNER))).isEmpty();
    }

    @Test
    @DisplayName("IDN-5: creating again changes nothing, another workspace under the id is refused")
    void creates_once() {
        assertThat(workspace.create(new CreateWorkspace(HOUSE, OWNER, NAME), NOON))
                .isEmpty();
        rejected(CommonRejection.ID_TAKEN, () -> workspace.create(new CreateWorkspace(HOUSE, STRANGER, NAME), NOON));
    }

    @ParameterizedTest(name = "{0}: viewer {1}, editor {2}, admin {3}, owner {4}")
    @DisplayName("IDN-5: the permission table of CLIP section 4")
    @CsvSource({
        "READ_JOBS, true, true, true, true",
        "CHANGE_JOBS, false, true, true, true",
        "READ_CLIPS, true, true, true, true",
        "CHANGE_CLIPS, false, true, true, true",
        "REQUEST_PUBLISHING, false, true, true, true",
        "PUBLISH, false, false, true, true",
        "READ_STREAMS, true, true, true, true",
        "CHANGE_STREAMS, false, true, true, true",
        "READ_MEDIA, true, true, true, true",
        "CHANGE_MEDIA, false, true, true, true",
        "READ_CALLS, true, true, true, true",
        "CHANGE_CALLS, false, true, true, true",
        "DECIDE_APPLICATIONS, false, true, true, true",
        "CHANGE_OWN_SETTINGS, false, true, true, true",
        "CHANGE_ALL_SETTINGS, false, false, true, true",
        "MANAGE_TEAM, false, false, true, true",
        "MANAGE_OWNERS, false, false, false, true"
    })
    void permission_table(
            WorkspacePermission permission, boolean viewer, boolean editor, boolean admin, boolean owner) {
        assertThat(List.of(
                        permission.allows(WorkspaceRole.VIEWER),
                        permission.allows(WorkspaceRole.EDITOR),
                        permission.allows(WorkspaceRole.ADMIN),
                        permission.allows(WorkspaceRole.OWNER)))
                .containsExactly(viewer, editor, admin, owner);
    }

    @Test
    @DisplayName("IDN-5: the aggregate keeps what the rules decide")
    void aggregate() {
        var fixture = new AggregateTestFixture<>(WorkspaceAggregate.class);
        fixture.registerInjectableResource(Clock.fixed(NOON, ZoneOffset.UTC));

        fixture.givenCommands(new CreateWorkspace(HOUSE, OWNER, NAME))
                .when(invite(7, WorkspaceRole.EDITOR, OWNER))
                .expectEvents(new MemberInvited(
                        HOUSE,
                        invitation(7),
                        email("omar@example.org"),
                        WorkspaceRole.EDITOR,
                        OWNER,
                        NOON.plus(Workspace.INVITATION_LIVES)));
    }

    private void given(List<WorkspaceEvent> events) {
        for (var event : events) {
            workspace = workspace.evolve(event);
        }
    }

    private static InviteMember invite(int number, WorkspaceRole role, AccountId by) {
        return new InviteMember(HOUSE, invitation(number), email("omar@example.org"), role, by);
    }

    private static InvitationId invitation(int number) {
        return new InvitationId(new UUID(1, number));
    }

    private static Personal<EmailAddress> email(String address) {
        return Personal.of(new EmailAddress(address));
    }

    private static void rejected(RejectionCode code, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.code()).isEqualTo(code));
    }
}
