package org.backlot.identity.query;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.Optional;
import org.backlot.identity.api.WorkspaceRole;
import org.backlot.identity.api.access.WorkspacePermission;
import org.backlot.identity.query.access.ReactiveGate;
import org.backlot.platform.query.Columns;
import org.backlot.platform.query.Page;
import org.backlot.platform.query.PageRequest;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.shared.Refuses;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.WorkspaceId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Workspaces and their members, for those who belong to them (IDN-5). */
@RestController
@RequestMapping("/api/v1/workspaces")
public class WorkspaceQueryController {
    private final DatabaseClient database;
    private final ReactiveGate gate;
    private final Reads reads;

    public WorkspaceQueryController(DatabaseClient database, ReactiveGate gate, Reads reads) {
        this.database = database;
        this.gate = gate;
        this.reads = reads;
    }

    record OwnWorkspace(WorkspaceId workspaceId, String name, WorkspaceRole role, Instant joinedAt) {}

    /** The workspaces of which the caller is a member. */
    @GetMapping
    @Operation(summary = "List own workspaces", description = "Every workspace of which you are a member (IDN-5).")
    Mono<Page<OwnWorkspace>> workspaces(ReadRequest request, PageRequest page) {
        var account = request.caller().accountId().value();
        return reads.of(
                request,
                "identity",
                () -> database.sql("select count(*) as n from identity.member where account_id = :account")
                        .bind("account", account)
                        .map(row ->
                                Optional.ofNullable(row.get("n", Long.class)).orElse(0L))
                        .one()
                        .flatMap(total -> database.sql("""
                                select m.workspace_id, w.name, m.role, m.joined_at
                                from identity.member m join identity.workspace w on w.workspace_id = m.workspace_id
                                where m.account_id = :account
                                order by m.joined_at, m.workspace_id
                                limit :limit offset :offset
                                """)
                                .bind("account", account)
                                .bind("limit", page.limit())
                                .bind("offset", page.offset())
                                .map(row -> new OwnWorkspace(
                                        new WorkspaceId(Columns.uuid(row, "workspace_id")),
                                        Columns.text(row, "name"),
                                        WorkspaceRole.parse(Columns.text(row, "role")),
                                        Columns.instant(row, "joined_at")))
                                .all()
                                .collectList()
                                .map(own -> Page.of(own, total, page))));
    }

    record Member(AccountId accountId, String name, String email, WorkspaceRole role, Instant joinedAt) {}

    /** The members of a workspace, for those who manage its team. */
    @GetMapping("/{workspaceId}/members")
    @Operation(
            summary = "List members",
            description = "The members of a workspace; for its admins and owners (IDN-5; CLIP section 4, column Team).")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED"})
    Mono<Page<Member>> members(ReadRequest request, @PathVariable WorkspaceId workspaceId, PageRequest page) {
        return gate.require(request.caller(), WorkspacePermission.MANAGE_TEAM, workspaceId)
                .then(reads.of(
                        request,
                        "identity",
                        () -> database.sql("select count(*) as n from identity.member where workspace_id = :workspace")
                                .bind("workspace", workspaceId.value())
                                .map(row -> Optional.ofNullable(row.get("n", Long.class))
                                        .orElse(0L))
                                .one()
                                .flatMap(total -> database.sql("""
                                        select m.account_id, a.name, a.email, m.role, m.joined_at
                                        from identity.member m
                                        join identity.account a on a.account_id = m.account_id
                                        where m.workspace_id = :workspace
                                        order by m.joined_at, m.account_id
                                        limit :limit offset :offset
                                        """)
                                        .bind("workspace", workspaceId.value())
                                        .bind("limit", page.limit())
                                        .bind("offset", page.offset())
                                        .map(row -> new Member(
                                                new AccountId(Columns.uuid(row, "account_id")),
                                                Columns.text(row, "name"),
                                                Columns.text(row, "email"),
                                                WorkspaceRole.parse(Columns.text(row, "role")),
                                                Columns.instant(row, "joined_at")))
                                        .all()
                                        .collectList()
                                        .map(members -> Page.of(members, total, page)))));
    }
}
