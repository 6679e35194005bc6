package org.backlot.identity.projection;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.backlot.identity.api.AccountEvent;
import org.backlot.identity.api.AccountEvent.AccountErased;
import org.backlot.identity.api.AccountEvent.AccountRegistered;
import org.backlot.identity.api.AccountEvent.EmailVerified;
import org.backlot.identity.api.AccountEvent.VerificationCodeIssued;
import org.backlot.identity.api.AccountEvent.VerificationFailed;
import org.backlot.identity.api.CrewEvent.CapabilitiesSet;
import org.backlot.identity.api.EmailAddress;
import org.backlot.identity.api.NetworkAddress;
import org.backlot.identity.api.PersonName;
import org.backlot.identity.api.SessionEvent;
import org.backlot.identity.api.SessionEvent.RefreshTokenRotated;
import org.backlot.identity.api.SessionEvent.SessionOpened;
import org.backlot.identity.api.SessionEvent.SessionRevoked;
import org.backlot.identity.api.WorkspaceEvent;
import org.backlot.identity.api.WorkspaceEvent.MemberInvited;
import org.backlot.identity.api.WorkspaceEvent.MemberJoined;
import org.backlot.identity.api.WorkspaceEvent.MemberRemoved;
import org.backlot.identity.api.WorkspaceEvent.MemberRoleChanged;
import org.backlot.identity.api.WorkspaceEvent.WorkspaceCreated;
import org.backlot.identity.api.WorkspaceRole;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.production.api.ProjectEvent.ProjectCreated;
import org.backlot.shared.Event;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.backlot.treasury.api.TreasuryEvent.EscrowReleased;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What may be shown of people, workspaces and sign-ins, passports among it (IDN-7). A credit is earned when an escrow is
 * released, because only complete evidence of the work releases one; each credit raises the rating by 25, up to 1000.
 */
@Component
public final class IdentityProjection implements Projection {
    private static final int FIRST_RATING = 500;
    private static final int RATING_PER_CREDIT = 25;
    private static final int HIGHEST_RATING = 1000;

    private final JdbcClient jdbc;

    public IdentityProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "identity";
    }

    @Override
    public List<String> tables() {
        return List.of("account", "engagement", "project", "credit", "workspace", "member", "invitation", "session");
    }

    @Override
    public boolean concerns(Event event) {
        return switch (event) {
            case AccountEvent _, SessionEvent _, WorkspaceEvent _ -> true;
            case CapabilitiesSet _, ProjectCreated _, EscrowReleased _ -> true;
            default -> false;
        };
    }

    @Override
    public void on(RecordedEvent recorded) {
        switch (recorded.payload()) {
            case AccountEvent event -> account(event);
            case SessionEvent event -> session(event);
            case WorkspaceEvent event -> workspace(event, recorded.recordedAt());
            case CapabilitiesSet event -> engagement(event);
            case ProjectCreated event ->
                jdbc.sql("insert into project (project_id, title) values (?, ?)")
                        .param(event.projectId().value())
                        .param(event.title())
                        .update();
            case EscrowReleased event -> credit(event.payee(), event.projectId(), event.at());
            default -> {
                // Says nothing about people.
            }
        }
    }

    private void account(AccountEvent event) {
        switch (event) {
            case AccountRegistered e ->
                jdbc.sql("""
                                insert into account (account_id, email, name, role, passport_id, region_hub, credit_rating,
                                    verified, erased, registered_at)
                                values (?, ?, ?, ?, ?, ?, ?, false, false, ?)
                                """)
                        .param(e.accountId().value())
                        .param(shown(e.email(), EmailAddress::value))
                        .param(shown(e.name(), PersonName::value))
                        .param(e.role().wireName())
                        .param(e.passportId())
                        .param(e.regionHub())
                        .param(FIRST_RATING)
                        .param(at(e.at()))
                        .update();
            case EmailVerified e ->
                jdbc.sql("update account set verified = true where account_id = ?")
                        .param(e.accountId().value())
                        .update();
            case AccountErased e -> erase(e.accountId());
            case VerificationCodeIssued _, VerificationFailed _ -> {
                // Not for showing.
            }
        }
    }

    // A rebuilt view reads everything of an erased person as erased from the beginning; the live one must equal it.
    private void erase(AccountId account) {
        jdbc.sql("update account set email = ?, name = ?, erased = true where account_id = ?")
                .param(Personal.ERASED)
                .param(Personal.ERASED)
                .param(account.value())
                .update();
        jdbc.sql("update session set address = ? where account_id = ?")
                .param(Personal.ERASED)
                .param(account.value())
                .update();
        jdbc.sql("update workspace set name = ? where owner_id = ?")
                .param(Personal.ERASED)
                .param(account.value())
                .update();
    }

    private void session(SessionEvent event) {
        switch (event) {
            case SessionOpened e ->
                jdbc.sql("""
                                insert into session (session_id, account_id, workspace_id, address, opened_at, refreshed_at,
                                    expires_at)
                                values (?, ?, ?, ?, ?, ?, ?)
                                """)
                        .param(e.sessionId().value())
                        .param(e.accountId().value())
                        .param(e.workspaceId().value())
                        .param(shown(e.address(), NetworkAddress::value))
                        .param(at(e.at()))
                        .param(at(e.at()))
                        .param(at(e.expiresAt()))
                        .update();
            case RefreshTokenRotated e ->
                jdbc.sql("update session set refreshed_at = ?, expires_at = ? where session_id = ?")
                        .param(at(e.at()))
                        .param(at(e.expiresAt()))
                        .param(e.sessionId().value())
                        .update();
            case SessionRevoked e ->
                jdbc.sql("update session set revoked_at = ?, reason = ? where session_id = ?")
                        .param(at(e.at()))
                        .param(e.reason().name())
                        .param(e.sessionId().value())
                        .update();
        }
    }

    private void workspace(WorkspaceEvent event, Instant recordedAt) {
        switch (event) {
            case WorkspaceCreated e -> {
                jdbc.sql("insert into workspace (workspace_id, name, owner_id, created_at) values (?, ?, ?, ?)")
                        .param(e.workspaceId().value())
                        .param(shown(e.name(), name -> name))
                        .param(e.ownerId().value())
                        .param(at(e.at()))
                        .update();
                member(e.workspaceId(), e.ownerId(), WorkspaceRole.OWNER, recordedAt);
            }
            case MemberInvited e ->
                jdbc.sql("""
                                insert into invitation (invitation_id, workspace_id, email, role, invited_by, expires_at)
                                values (?, ?, ?, ?, ?, ?)
                                """)
                        .param(e.invitationId().value())
                        .param(e.workspaceId().value())
                        .param(shown(e.email(), EmailAddress::value))
                        .param(e.role().wireName())
                        .param(e.invitedBy().value())
                        .param(at(e.expiresAt()))
                        .update();
            case MemberJoined e -> {
                // The key of the invited address was destroyed with the acceptance.
                jdbc.sql("update invitation set accepted_by = ?, email = ? where invitation_id = ?")
                        .param(e.accountId().value())
                        .param(Personal.ERASED)
                        .param(e.invitationId().value())
                        .update();
                member(e.workspaceId(), e.accountId(), e.role(), recordedAt);
            }
            case MemberRoleChanged e ->
                jdbc.sql("update member set role = ? where workspace_id = ? and account_id = ?")
                        .param(e.role().wireName())
                        .param(e.workspaceId().value())
                        .param(e.accountId().value())
                        .update();
            case MemberRemoved e ->
                jdbc.sql("delete from member where workspace_id = ? and account_id = ?")
                        .param(e.workspaceId().value())
                        .param(e.accountId().value())
                        .update();
        }
    }

    private void member(WorkspaceId workspace, AccountId account, WorkspaceRole role, Instant joinedAt) {
        jdbc.sql("insert into member (workspace_id, account_id, role, joined_at) values (?, ?, ?, ?)")
                .param(workspace.value())
                .param(account.value())
                .param(role.wireName())
                .param(at(joinedAt))
                .update();
    }

    private void engagement(CapabilitiesSet event) {
        UUID account = event.accountId().value();
        UUID project = event.projectId().value();
        jdbc.sql("delete from engagement where account_id = ? and project_id = ?")
                .param(account)
                .param(project)
                .update();
        if (!event.capabilities().isEmpty()) {
            jdbc.sql("insert into engagement (account_id, project_id) values (?, ?)")
                    .param(account)
                    .param(project)
                    .update();
        }
    }

    // A project may hold several escrows for one person; it is still one credit.
    private void credit(AccountId account, ProjectId project, Instant earnedAt) {
        int earned = jdbc.sql("insert into credit (account_id, project_id, earned_at) values (?, ?, ?)"
                        + " on conflict do nothing")
                .param(account.value())
                .param(project.value())
                .param(at(earnedAt))
                .update();
        if (earned > 0) {
            jdbc.sql("update account set credit_rating = least(credit_rating + ?, ?) where account_id = ?")
                    .param(RATING_PER_CREDIT)
                    .param(HIGHEST_RATING)
                    .param(account.value())
                    .update();
        }
    }

    private static <T> String shown(Personal<T> value, Function<T, String> text) {
        return value.shown(text);
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
