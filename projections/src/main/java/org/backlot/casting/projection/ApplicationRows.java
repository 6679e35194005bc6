package org.backlot.casting.projection;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.backlot.casting.api.ApplicationEvent;
import org.backlot.casting.api.ApplicationEvent.ApplicationSubmitted;
import org.backlot.casting.api.ApplicationStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of applications and all that happened to them. They hold what the call and the role were called, and so are
 * read on when those are gone; of the person they hold the account only.
 */
final class ApplicationRows {
    private final JdbcClient jdbc;

    ApplicationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void on(ApplicationEvent event, long position) {
        if (event instanceof ApplicationSubmitted submitted) {
            submitted(submitted);
        }
        var after = statusBefore(event).after(event);
        jdbc.sql("update application set status = ?, updated_at = ? where application_id = ?")
                .params(after.name(), at(event.at()), event.applicationId().value())
                .update();
        jdbc.sql("insert into application_event (position, application_id, what, status, actor, at)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(
                        position,
                        event.applicationId().value(),
                        event.getClass().getSimpleName(),
                        after.name(),
                        event.actor().value(),
                        at(event.at()))
                .update();
    }

    private void submitted(ApplicationSubmitted event) {
        jdbc.sql("""
                        insert into application (application_id, call_id, role_id, workspace_id, applicant, call_title,
                            role_name, status, submitted_at, updated_at)
                        values (:application, :call, :role, :workspace, :applicant, :title, :name, :status, :at, :at)
                        """)
                .param("application", event.applicationId().value())
                .param("call", event.callId().value())
                .param("role", event.roleId().value())
                .param("workspace", event.workspaceId().value())
                .param("applicant", event.applicant().value())
                .param("title", event.callTitle().value())
                .param("name", event.roleName().value())
                .param("status", ApplicationStatus.SUBMITTED.name())
                .param("at", at(event.at()))
                .update();
    }

    private ApplicationStatus statusBefore(ApplicationEvent event) {
        return jdbc.sql("select status from application where application_id = ?")
                .param(event.applicationId().value())
                .query((row, _) -> ApplicationStatus.valueOf(row.getString("status")))
                .single();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
