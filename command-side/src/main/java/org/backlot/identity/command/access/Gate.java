package org.backlot.identity.command.access;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.backlot.identity.api.WorkspaceRole;
import org.backlot.identity.api.access.AccessRule;
import org.backlot.identity.api.access.Caller;
import org.backlot.identity.api.access.OwnedKind;
import org.backlot.identity.api.access.Permission;
import org.backlot.identity.api.access.Standing;
import org.backlot.identity.api.access.WorkspacePermission;
import org.backlot.identity.command.access.Standings.Placed;
import org.backlot.platform.command.CommittedReads;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.WorkspaceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Asks whether a caller may do something. It reads the access view, which is written in the same commit as the events it
 * follows from: a capability taken away is gone with the answer to the request that took it.
 */
@Component
public final class Gate {
    private final Standings standings;
    private final JdbcClient jdbc;

    public Gate(Standings standings, CommittedReads reads) {
        this.standings = standings;
        this.jdbc = reads.jdbc();
    }

    /** Throws {@code NOT_FOUND} or {@code NOT_ALLOWED}. */
    public void require(Caller caller, Permission permission, ProjectId project) {
        requireOn(caller, permission, project.value());
    }

    /**
     * Requires a permission on a thing of a project: a unit, scene, shot, contract, dispatch or escrow.
     *
     * @return the project it belongs to
     */
    public ProjectId requireOn(Caller caller, Permission permission, UUID thing) {
        var placed = standings.of(caller.accountId(), thing);
        AccessRule.require(permission, placed.map(Placed::standing).orElseGet(Standing::none));
        return placed.map(Placed::project).orElseThrow(() -> Rejection.of(CommonRejection.NOT_FOUND));
    }

    /** Throws {@code NOT_FOUND} or {@code NOT_ALLOWED}. */
    public void require(Caller caller, WorkspaceRole role, WorkspaceId workspace) {
        var own = roleIn(workspace, caller.accountId()).orElseThrow(() -> Rejection.of(CommonRejection.NOT_FOUND));
        if (!own.atLeast(role)) {
            throw Rejection.of(CommonRejection.NOT_ALLOWED).with("role", role.wireName());
        }
    }

    /** Throws {@code NOT_FOUND} to a stranger and {@code NOT_ALLOWED} to a member of a lower role. */
    public void require(Caller caller, WorkspacePermission permission, WorkspaceId workspace) {
        var own = roleIn(workspace, caller.accountId()).orElseThrow(() -> Rejection.of(CommonRejection.NOT_FOUND));
        if (!permission.allows(own)) {
            throw Rejection.of(CommonRejection.NOT_ALLOWED).with("permission", permission.name());
        }
    }

    /**
     * Requires a permission on a thing that belongs to a workspace and to no project: a clip job, a clip, a brand kit.
     * Throws {@code NOT_FOUND} or {@code NOT_ALLOWED}.
     *
     * @return the workspace it belongs to
     */
    public WorkspaceId requireOwned(Caller caller, WorkspacePermission permission, OwnedKind kind, UUID thing) {
        var workspace = jdbc.sql("select workspace_id from access.owned where id = ? and kind = ?")
                .params(List.of(thing, kind.name()))
                .query(UUID.class)
                .optional()
                .map(WorkspaceId::new)
                .orElseThrow(() -> Rejection.of(CommonRejection.NOT_FOUND));
        require(caller, permission, workspace);
        return workspace;
    }

    /** The project that a thing belongs to; throws {@code NOT_FOUND}. */
    public ProjectId projectOf(UUID thing) {
        return jdbc.sql("select project_id from access.thing where id = ?")
                .param(thing)
                .query(UUID.class)
                .optional()
                .map(ProjectId::new)
                .orElseThrow(() -> Rejection.of(CommonRejection.NOT_FOUND));
    }

    /** The workspace that owns a project; throws {@code NOT_FOUND}. */
    public WorkspaceId workspaceOf(ProjectId project) {
        return jdbc.sql("select workspace_id from access.thing where id = ?")
                .param(project.value())
                .query(UUID.class)
                .optional()
                .map(WorkspaceId::new)
                .orElseThrow(() -> Rejection.of(CommonRejection.NOT_FOUND));
    }

    /** Whether an account exists, is verified and was not erased. */
    public boolean isActive(AccountId account) {
        return jdbc.sql("select count(*) from access.account where account_id = ? and verified and not erased")
                        .param(account.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Whether somebody works on a project: by a capability on it or as a member of its workspace. */
    public boolean worksOn(AccountId account, ProjectId project) {
        return standings
                .of(account, project.value())
                .filter(placed -> !placed.standing().stranger())
                .isPresent();
    }

    /** The role of a member. */
    public Optional<WorkspaceRole> roleIn(WorkspaceId workspace, AccountId account) {
        return jdbc.sql("select role from access.member where workspace_id = ? and account_id = ?")
                .params(List.of(workspace.value(), account.value()))
                .query(String.class)
                .optional()
                .map(WorkspaceRole::parse);
    }
}
