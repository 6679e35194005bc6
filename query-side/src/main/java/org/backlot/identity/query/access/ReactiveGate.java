package org.backlot.identity.query.access;

import io.r2dbc.spi.Readable;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.backlot.identity.api.Capability;
import org.backlot.identity.api.WorkspaceRole;
import org.backlot.identity.api.access.AccessRule;
import org.backlot.identity.api.access.Caller;
import org.backlot.identity.api.access.OwnedKind;
import org.backlot.identity.api.access.Permission;
import org.backlot.identity.api.access.Standing;
import org.backlot.identity.api.access.WorkspacePermission;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.WorkspaceId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks whether a caller may see something, without blocking. The rules are those of the command side. */
@Component
public final class ReactiveGate {
    private record Placed(UUID projectId, Standing standing) {}

    private record Answered(Asked asked, Standing standing) {}

    private final DatabaseClient database;

    public ReactiveGate(DatabaseClient database) {
        this.database = database;
    }

    /** Completes, or signals {@code NOT_FOUND} or {@code NOT_ALLOWED}. */
    public Mono<Void> require(Caller caller, Permission permission, ProjectId project) {
        return requireOn(caller, permission, project.value()).then();
    }

    /**
     * Requires a permission on a thing of a project: a unit, scene, shot, contract, dispatch or escrow.
     *
     * @return the project it belongs to, or {@code NOT_FOUND} or {@code NOT_ALLOWED}
     */
    public Mono<ProjectId> requireOn(Caller caller, Permission permission, UUID thing) {
        return standing(caller.accountId(), thing)
                .switchIfEmpty(Mono.error(() -> Rejection.of(CommonRejection.NOT_FOUND)))
                .map(placed -> {
                    AccessRule.require(permission, placed.standing());
                    return new ProjectId(placed.projectId());
                });
    }

    /** Whether somebody may do something with a thing of a project. */
    public record Asked(AccountId account, UUID thing) {}

    /** Of many questions those that are answered with yes, by one query. */
    public Mono<Set<Asked>> allowed(Permission permission, Set<Asked> questions) {
        return database.sql("""
                        select t.project_id, m.role, c.capabilities, p.account_id is not null as party,
                               asked.account_id as asked_account, asked.thing_id as asked_thing
                        from unnest(:accounts, :things) as asked (account_id, thing_id)
                        join access.thing t on t.id = asked.thing_id
                        left join access.member m
                            on m.workspace_id = t.workspace_id and m.account_id = asked.account_id
                        left join access.capability c
                            on c.project_id = t.project_id and c.account_id = asked.account_id
                        left join access.party p on p.thing_id = t.id and p.account_id = asked.account_id
                        """)
                .bind(
                        "accounts",
                        questions.stream().map(asked -> asked.account().value()).toArray(UUID[]::new))
                .bind("things", questions.stream().map(Asked::thing).toArray(UUID[]::new))
                .map(row -> new Answered(
                        new Asked(
                                new AccountId(required(row.get("asked_account", UUID.class))),
                                required(row.get("asked_thing", UUID.class))),
                        placed(row).standing()))
                .all()
                .filter(answered -> AccessRule.allows(permission, answered.standing()))
                .map(Answered::asked)
                .collect(Collectors.toSet());
    }

    /** Completes, or signals {@code NOT_FOUND} to a stranger and {@code NOT_ALLOWED} to a member of a lower role. */
    public Mono<Void> require(Caller caller, WorkspacePermission permission, WorkspaceId workspace) {
        return database.sql("select role from access.member where workspace_id = :workspace and account_id = :account")
                .bind("workspace", workspace.value())
                .bind("account", caller.accountId().value())
                .map(row -> WorkspaceRole.parse(
                        Optional.ofNullable(row.get("role", String.class)).orElseThrow()))
                .one()
                .switchIfEmpty(Mono.error(() -> Rejection.of(CommonRejection.NOT_FOUND)))
                .flatMap(role -> permission.allows(role)
                        ? Mono.empty()
                        : Mono.error(
                                () -> Rejection.of(CommonRejection.NOT_ALLOWED).with("permission", permission.name())));
    }

    /**
     * Requires a permission on a thing that belongs to a workspace and to no project: a clip job, a clip, a brand kit.
     *
     * @return the workspace it belongs to, or {@code NOT_FOUND} or {@code NOT_ALLOWED}
     */
    public Mono<WorkspaceId> requireOwned(Caller caller, WorkspacePermission permission, OwnedKind kind, UUID thing) {
        return database.sql("select workspace_id from access.owned where id = :thing and kind = :kind")
                .bind("thing", thing)
                .bind("kind", kind.name())
                .map(row -> new WorkspaceId(required(row.get("workspace_id", UUID.class))))
                .one()
                .switchIfEmpty(Mono.error(() -> Rejection.of(CommonRejection.NOT_FOUND)))
                .flatMap(workspace -> require(caller, permission, workspace).thenReturn(workspace));
    }

    private Mono<Placed> standing(AccountId account, UUID thing) {
        return database.sql("""
                        select t.project_id, m.role, c.capabilities, p.account_id is not null as party
                        from access.thing t
                        left join access.member m on m.workspace_id = t.workspace_id and m.account_id = :account
                        left join access.capability c on c.project_id = t.project_id and c.account_id = :account
                        left join access.party p on p.thing_id = t.id and p.account_id = :account
                        where t.id = :thing
                        """)
                .bind("account", account.value())
                .bind("thing", thing)
                .map(ReactiveGate::placed)
                .one();
    }

    private static Placed placed(Readable row) {
        var capabilities = EnumSet.noneOf(Capability.class);
        var held = row.get("capabilities", String[].class);
        if (held != null) {
            for (var name : held) {
                capabilities.add(Capability.valueOf(name));
            }
        }
        return new Placed(
                required(row.get("project_id", UUID.class)),
                new Standing(
                        Optional.ofNullable(row.get("role", String.class)).map(WorkspaceRole::parse),
                        capabilities,
                        Boolean.TRUE.equals(row.get("party", Boolean.class))));
    }

    private static UUID required(@org.jspecify.annotations.Nullable UUID value) {
        return Optional.ofNullable(value).orElseThrow();
    }
}
