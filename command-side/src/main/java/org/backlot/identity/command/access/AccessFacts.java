package org.backlot.identity.command.access;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.backlot.identity.api.AccountRole;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.InvitationId;
import org.backlot.shared.id.SessionId;
import org.backlot.shared.id.WorkspaceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the access view for those who sign people in and out. Unlike {@link Gate} it sees what the current transaction has
 * written; neither ever sees less than what was answered before.
 */
@Component
public final class AccessFacts {
    /** An open session as the access view knows it. */
    public record LiveSession(SessionId sessionId, AccountId accountId, WorkspaceId workspaceId) {}

    private final JdbcClient jdbc;

    public AccessFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether an account was ever registered with this id, erased or not. */
    public boolean exists(AccountId account) {
        return jdbc.sql("select count(*) from access.account where account_id = ?")
                        .param(account.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** The role of an account that was not erased. */
    public Optional<AccountRole> roleOf(AccountId account) {
        return jdbc.sql("select role from access.account where account_id = ? and not erased")
                .param(account.value())
                .query(String.class)
                .optional()
                .map(AccountRole::parse);
    }

    /** The session, unless it was revoked or never was. */
    public Optional<LiveSession> liveSession(SessionId session) {
        return jdbc.sql("select session_id, account_id, workspace_id from access.session"
                        + " where session_id = ? and revoked_at is null")
                .param(session.value())
                .query((row, _) -> new LiveSession(
                        new SessionId(row.getObject("session_id", UUID.class)),
                        new AccountId(row.getObject("account_id", UUID.class)),
                        new WorkspaceId(row.getObject("workspace_id", UUID.class))))
                .optional();
    }

    /** Every session of an account that was not revoked. */
    public List<SessionId> liveSessions(AccountId account) {
        return jdbc
                .sql("select session_id from access.session where account_id = ? and revoked_at is null"
                        + " order by session_id")
                .param(account.value())
                .query(UUID.class)
                .stream()
                .map(SessionId::new)
                .toList();
    }

    /** The workspace in which somebody works when they name none: the one they founded, else the one they joined first. */
    public Optional<WorkspaceId> homeOf(AccountId account) {
        return jdbc.sql("""
                        select m.workspace_id
                        from access.member m join access.workspace w on w.workspace_id = m.workspace_id
                        where m.account_id = :account
                        order by (w.owner_id = :account) desc, m.joined, m.workspace_id
                        limit 1
                        """)
                .param("account", account.value())
                .query(UUID.class)
                .optional()
                .map(WorkspaceId::new);
    }

    /** Every workspace of which somebody is a member. */
    public List<WorkspaceId> workspacesOf(AccountId account) {
        return jdbc
                .sql("select workspace_id from access.member where account_id = ? order by workspace_id")
                .param(account.value())
                .query(UUID.class)
                .stream()
                .map(WorkspaceId::new)
                .toList();
    }

    /** The workspace to which an invitation leads. */
    public Optional<WorkspaceId> workspaceOf(InvitationId invitation) {
        return jdbc.sql("select workspace_id from access.invitation where invitation_id = ?")
                .param(invitation.value())
                .query(UUID.class)
                .optional()
                .map(WorkspaceId::new);
    }
}
