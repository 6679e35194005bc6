package org.backlot.identity.projection;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.backlot.casting.api.ApplicationEvent.ApplicationSubmitted;
import org.backlot.casting.api.CallEvent.CallDrafted;
import org.backlot.clips.api.BrandKitEvent.BrandKitCreated;
import org.backlot.clips.api.ClipEvent.ClipPlanned;
import org.backlot.clips.api.ClipJobEvent.ClipJobCreated;
import org.backlot.identity.api.AccountEvent;
import org.backlot.identity.api.AccountEvent.AccountErased;
import org.backlot.identity.api.AccountEvent.AccountRegistered;
import org.backlot.identity.api.AccountEvent.EmailVerified;
import org.backlot.identity.api.AccountEvent.VerificationCodeIssued;
import org.backlot.identity.api.AccountEvent.VerificationFailed;
import org.backlot.identity.api.CrewEvent;
import org.backlot.identity.api.CrewEvent.CapabilitiesSet;
import org.backlot.identity.api.CrewEvent.CrewOpened;
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
import org.backlot.identity.api.access.OwnedKind;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.log.api.WrittenWithTheLog;
import org.backlot.logistics.api.DispatchEvent;
import org.backlot.logistics.api.DispatchEvent.DispatchInitialized;
import org.backlot.logistics.api.DispatchEvent.HandoffOffered;
import org.backlot.production.api.ProjectEvent;
import org.backlot.production.api.ProjectEvent.ProjectCreated;
import org.backlot.production.api.ProjectEvent.ScreenplayAdopted;
import org.backlot.production.api.ProjectEvent.ShotAdded;
import org.backlot.production.api.ProjectEvent.UnitAdded;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Event;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.treasury.api.ContractEvent.ContractDrafted;
import org.backlot.treasury.api.TreasuryEvent.EscrowLocked;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The facts by which requests are allowed: who is a member of what, who may do what on which project, to which project and
 * workspace a thing belongs, which sessions stand. Written with the events themselves, so that what was taken away is gone
 * with the answer to the request that took it.
 */
@Component
public final class AccessProjection implements Projection, WrittenWithTheLog {
    private final JdbcClient jdbc;

    public AccessProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "access";
    }

    @Override
    public List<String> tables() {
        return List.of(
                "account", "session", "workspace", "member", "invitation", "thing", "owned", "capability", "party");
    }

    @Override
    public boolean concerns(Event event) {
        return switch (event) {
            case AccountEvent _, SessionEvent _, WorkspaceEvent _, CrewEvent _, ProjectEvent _ -> true;
            case DispatchInitialized _, HandoffOffered _, ContractDrafted _, EscrowLocked _ -> true;
            case ClipJobCreated _, ClipPlanned _, BrandKitCreated _, CallDrafted _, ApplicationSubmitted _ -> true;
            default -> false;
        };
    }

    @Override
    public boolean takesAway(Event event) {
        return switch (event) {
            case AccountRegistered _, EmailVerified _, VerificationCodeIssued _, VerificationFailed _ -> false;
            case SessionOpened _, RefreshTokenRotated _ -> false;
            case WorkspaceCreated _, MemberInvited _, MemberJoined _ -> false;
            case CrewOpened _, ProjectEvent _ -> false;
            case DispatchInitialized _, HandoffOffered _, ContractDrafted _, EscrowLocked _ -> false;
            case ClipJobCreated _, ClipPlanned _, BrandKitCreated _, CallDrafted _, ApplicationSubmitted _ -> false;
            default -> true;
        };
    }

    @Override
    public void on(RecordedEvent recorded) {
        switch (recorded.payload()) {
            case AccountEvent event -> account(event);
            case SessionEvent event -> session(event);
            case WorkspaceEvent event -> workspace(event, recorded.position());
            case CrewEvent event -> crew(event);
            case ProjectEvent event -> project(event);
            case DispatchEvent event -> dispatch(event);
            case ContractDrafted event -> contract(event);
            case EscrowLocked event -> {
                partOf(event.projectId(), "escrow", event.escrowId().value());
                party(event.escrowId().value(), event.payee());
            }
            case ClipJobCreated event -> owned(event.jobId().value(), OwnedKind.CLIP_JOB, event.workspaceId());
            case ClipPlanned event -> owned(event.clipId().value(), OwnedKind.CLIP, event.workspaceId());
            case ApplicationSubmitted event ->
                owned(event.applicationId().value(), OwnedKind.APPLICATION, event.workspaceId());
            case CallDrafted event -> owned(event.callId().value(), OwnedKind.CASTING_CALL, event.workspaceId());
            case BrandKitCreated event -> owned(event.brandKitId().value(), OwnedKind.BRAND_KIT, event.workspaceId());
            default -> {
                // Nobody's rights follow from it.
            }
        }
    }

    private void account(AccountEvent event) {
        switch (event) {
            case AccountRegistered e ->
                jdbc.sql("insert into account (account_id, role, verified, erased) values (?, ?, false, false)")
                        .param(e.accountId().value())
                        .param(e.role().wireName())
                        .update();
            case EmailVerified e ->
                jdbc.sql("update account set verified = true where account_id = ?")
                        .param(e.accountId().value())
                        .update();
            case AccountErased e ->
                jdbc.sql("update account set erased = true where account_id = ?")
                        .param(e.accountId().value())
                        .update();
            case VerificationCodeIssued _, VerificationFailed _ -> {
                // Decides nothing but the next try.
            }
        }
    }

    private void session(SessionEvent event) {
        switch (event) {
            case SessionOpened e ->
                jdbc.sql("insert into session (session_id, account_id, workspace_id, opened_at, expires_at)"
                                + " values (?, ?, ?, ?, ?)")
                        .param(e.sessionId().value())
                        .param(e.accountId().value())
                        .param(e.workspaceId().value())
                        .param(at(e.at()))
                        .param(at(e.expiresAt()))
                        .update();
            case RefreshTokenRotated e ->
                jdbc.sql("update session set expires_at = ? where session_id = ?")
                        .param(at(e.expiresAt()))
                        .param(e.sessionId().value())
                        .update();
            case SessionRevoked e ->
                jdbc.sql("update session set revoked_at = ? where session_id = ?")
                        .param(at(e.at()))
                        .param(e.sessionId().value())
                        .update();
        }
    }

    private void workspace(WorkspaceEvent event, long position) {
        switch (event) {
            case WorkspaceCreated e -> {
                jdbc.sql("insert into workspace (workspace_id, owner_id) values (?, ?)")
                        .param(e.workspaceId().value())
                        .param(e.ownerId().value())
                        .update();
                member(e.workspaceId().value(), e.ownerId(), WorkspaceRole.OWNER, position);
            }
            case MemberInvited e ->
                jdbc.sql("insert into invitation (invitation_id, workspace_id) values (?, ?)")
                        .param(e.invitationId().value())
                        .param(e.workspaceId().value())
                        .update();
            case MemberJoined e -> member(e.workspaceId().value(), e.accountId(), e.role(), position);
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

    private void member(UUID workspace, AccountId account, WorkspaceRole role, long position) {
        jdbc.sql("insert into member (workspace_id, account_id, role, joined) values (?, ?, ?, ?)")
                .param(workspace)
                .param(account.value())
                .param(role.wireName())
                .param(position)
                .update();
    }

    private void crew(CrewEvent event) {
        switch (event) {
            case CrewOpened _ -> {
                // The lead's capabilities follow as a fact of their own.
            }
            case CapabilitiesSet e -> {
                jdbc.sql("delete from capability where project_id = ? and account_id = ?")
                        .param(e.projectId().value())
                        .param(e.accountId().value())
                        .update();
                if (!e.capabilities().isEmpty()) {
                    jdbc.sql("insert into capability (project_id, account_id, capabilities) values (?, ?, ?)")
                            .param(e.projectId().value())
                            .param(e.accountId().value())
                            .param(e.capabilities().stream()
                                    .sorted()
                                    .map(Enum::name)
                                    .toArray(String[]::new))
                            .update();
                }
            }
        }
    }

    private void project(ProjectEvent event) {
        switch (event) {
            case ProjectCreated e ->
                thing(
                        e.projectId().value(),
                        "project",
                        e.projectId(),
                        e.workspaceId().value());
            case UnitAdded e -> partOf(e.projectId(), "unit", e.unitId().value());
            // A revised screenplay brings known scenes again, under the ids they keep.
            case ScreenplayAdopted e ->
                e.scenes()
                        .forEach(scene ->
                                partOf(e.projectId(), "scene", scene.sceneId().value()));
            case ShotAdded e -> partOf(e.projectId(), "shot", e.shotId().value());
        }
    }

    private void dispatch(DispatchEvent event) {
        if (event instanceof DispatchInitialized e) {
            thing(
                    e.dispatchId().value(),
                    "dispatch",
                    e.projectId(),
                    e.workspaceId().value());
            party(e.dispatchId().value(), e.vendor());
        }
        if (event instanceof HandoffOffered e) {
            party(e.dispatchId().value(), e.to());
        }
    }

    private void contract(ContractDrafted event) {
        thing(
                event.contractId().value(),
                "contract",
                event.projectId(),
                event.workspaceId().value());
        event.signatories().forEach(signatory -> party(event.contractId().value(), signatory));
    }

    // This view is part of the commit, so it can still refuse: a client may have chosen the id of another thing.
    private void thing(UUID id, String kind, ProjectId project, UUID workspace) {
        int added = jdbc.sql("insert into thing (id, kind, project_id, workspace_id) values (?, ?, ?, ?)"
                        + " on conflict do nothing")
                .param(id)
                .param(kind)
                .param(project.value())
                .param(workspace)
                .update();
        if (added == 0) {
            throw Rejection.of(CommonRejection.ID_TAKEN);
        }
    }

    // As above: an id may name one thing only, or access to one would be access to another.
    private void owned(UUID id, OwnedKind kind, WorkspaceId workspace) {
        int added = jdbc.sql("insert into owned (id, kind, workspace_id) values (?, ?, ?) on conflict do nothing")
                .param(id)
                .param(kind.name())
                .param(workspace.value())
                .update();
        if (added == 0) {
            throw Rejection.of(CommonRejection.ID_TAKEN);
        }
    }

    private void partOf(ProjectId project, String kind, UUID id) {
        jdbc.sql("insert into thing (id, kind, project_id, workspace_id)"
                        + " select ?, ?, project_id, workspace_id from thing where id = ? on conflict do nothing")
                .param(id)
                .param(kind)
                .param(project.value())
                .update();
    }

    // Gear comes through the same hands more than once.
    private void party(UUID thing, AccountId account) {
        jdbc.sql("insert into party (thing_id, account_id) values (?, ?) on conflict do nothing")
                .param(thing)
                .param(account.value())
                .update();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
