package org.backlot.identity.query;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.Optional;
import org.backlot.identity.api.AccountRole;
import org.backlot.identity.api.WorkspaceRole;
import org.backlot.platform.query.Columns;
import org.backlot.platform.query.Page;
import org.backlot.platform.query.PageRequest;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.SessionId;
import org.backlot.shared.id.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What somebody may see of their own account and sign-ins (IDN-2, IDN-3). */
@RestController
@RequestMapping("/api/v1/auth")
public class OwnAccountController {
    private final DatabaseClient database;
    private final Reads reads;

    public OwnAccountController(DatabaseClient database, Reads reads) {
        this.database = database;
        this.reads = reads;
    }

    /** The caller. The address is shown to nobody else but the admins of their workspaces. */
    record Me(
            AccountId accountId,
            String email,
            String name,
            AccountRole role,
            boolean verified,
            String passportId,
            String regionHub,
            WorkspaceId workspaceId,
            @Nullable WorkspaceRole workspaceRole,
            SessionId sessionId) {}

    /** Who the caller is. */
    @GetMapping("/me")
    @Operation(summary = "Who am I", description = "The account behind the access token and where it acts (IDN-2).")
    @Refuses({"NOT_FOUND"})
    Mono<Me> me(ReadRequest request) {
        var caller = request.caller();
        return reads.of(
                request,
                "identity",
                () -> database.sql("""
                        select a.email, a.name, a.role, a.verified, a.passport_id, a.region_hub, m.role as workspace_role
                        from identity.account a
                        left join identity.member m on m.account_id = a.account_id and m.workspace_id = :workspace
                        where a.account_id = :account
                        """)
                        .bind("workspace", caller.workspaceId().value())
                        .bind("account", caller.accountId().value())
                        .map(row -> new Me(
                                caller.accountId(),
                                Columns.text(row, "email"),
                                Columns.text(row, "name"),
                                AccountRole.parse(Columns.text(row, "role")),
                                Columns.flag(row, "verified"),
                                Columns.text(row, "passport_id"),
                                Columns.text(row, "region_hub"),
                                caller.workspaceId(),
                                Optional.ofNullable(row.get("workspace_role", String.class))
                                        .map(WorkspaceRole::parse)
                                        .orElse(null),
                                caller.sessionId()))
                        .one()
                        .switchIfEmpty(Mono.error(() -> Rejection.of(CommonRejection.NOT_FOUND))));
    }

    /** One sign-in that has not been ended. */
    record OwnSession(
            SessionId sessionId,
            WorkspaceId workspaceId,
            String address,
            Instant openedAt,
            Instant refreshedAt,
            Instant expiresAt,
            boolean current) {}

    /** The caller's sessions, newest first. */
    @GetMapping("/sessions")
    @Operation(
            summary = "List own sessions",
            description = "Every sign-in that was not ended, with the address it came from (IDN-3).")
    Mono<Page<OwnSession>> sessions(ReadRequest request, PageRequest page) {
        var caller = request.caller();
        return reads.of(
                request,
                "identity",
                () -> database.sql(
                                "select count(*) as n from identity.session where account_id = :account and revoked_at is null")
                        .bind("account", caller.accountId().value())
                        .map(row ->
                                Optional.ofNullable(row.get("n", Long.class)).orElse(0L))
                        .one()
                        .flatMap(total -> database.sql("""
                                select session_id, workspace_id, address, opened_at, refreshed_at, expires_at
                                from identity.session
                                where account_id = :account and revoked_at is null
                                order by opened_at desc, session_id
                                limit :limit offset :offset
                                """)
                                .bind("account", caller.accountId().value())
                                .bind("limit", page.limit())
                                .bind("offset", page.offset())
                                .map(row -> {
                                    var session = new SessionId(Columns.uuid(row, "session_id"));
                                    return new OwnSession(
                                            session,
                                            new WorkspaceId(Columns.uuid(row, "workspace_id")),
                                            Columns.text(row, "address"),
                                            Columns.instant(row, "opened_at"),
                                            Columns.instant(row, "refreshed_at"),
                                            Columns.instant(row, "expires_at"),
                                            session.equals(caller.sessionId()));
                                })
                                .all()
                                .collectList()
                                .map(sessions -> Page.of(sessions, total, page))));
    }
}
