package org.backlot.casting.projection;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.CallContent;
import org.backlot.casting.api.CallEvent;
import org.backlot.casting.api.CallEvent.CallAmended;
import org.backlot.casting.api.CallEvent.CallApproved;
import org.backlot.casting.api.CallEvent.CallClosed;
import org.backlot.casting.api.CallEvent.CallContactSet;
import org.backlot.casting.api.CallEvent.CallDeleted;
import org.backlot.casting.api.CallEvent.CallDrafted;
import org.backlot.casting.api.CallEvent.CallEdited;
import org.backlot.casting.api.CallEvent.CallImported;
import org.backlot.casting.api.CallEvent.CallMerged;
import org.backlot.casting.api.CallEvent.CallPublished;
import org.backlot.casting.api.CallEvent.CallRejected;
import org.backlot.casting.api.CallEvent.CallSubmittedForReview;
import org.backlot.casting.api.CallStatus;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.CastingProse;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The rows of casting calls, with all that was ever said in them and decided about them. */
final class CallRows {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    CallRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void on(CallEvent event, long position) {
        switch (event) {
            case CallDrafted e -> {
                begun(e, CallStatus.DRAFT);
                jdbc.sql("update call set workspace_id = ?, created_by = ? where call_id = ?")
                        .params(
                                e.workspaceId().value(),
                                e.createdBy().value(),
                                e.callId().value())
                        .update();
                says(e, e.content());
                changed(e, position, e.createdBy(), null, e.content());
            }
            case CallImported e -> {
                begun(e, CallStatus.IN_REVIEW);
                jdbc.sql("update call set aggregated = true, source_url = ?, content_hash = ?, contact = ?,"
                                + " submitted_at = ? where call_id = ?")
                        .param(e.sourceUrl())
                        .param(e.contentHash())
                        .param(known(e.contact()))
                        .param(at(e.at()))
                        .param(e.callId().value())
                        .update();
                says(e, e.content());
                changed(e, position, null, null, e.content());
            }
            case CallContactSet e ->
                jdbc.sql("update call set contact = ?, contact_by = ? where call_id = ?")
                        .param(known(e.contact()))
                        .param(e.setBy().value())
                        .param(e.callId().value())
                        .update();
            case CallEdited e -> {
                says(e, e.content());
                jdbc.sql("update call set status = 'DRAFT', rejection = null where call_id = ? and status = 'REJECTED'")
                        .param(e.callId().value())
                        .update();
                changed(e, position, e.editedBy(), null, e.content());
            }
            case CallAmended e -> {
                says(e, e.content());
                changed(e, position, e.moderator(), e.reason(), e.content());
            }
            case CallSubmittedForReview e -> {
                moved(e, CallStatus.IN_REVIEW);
                jdbc.sql("update call set submitted_at = ? where call_id = ?")
                        .params(at(e.at()), e.callId().value())
                        .update();
                changed(e, position, e.submittedBy(), null, null);
            }
            case CallApproved e -> changed(e, position, e.moderator(), e.reason(), null);
            case CallPublished e -> {
                moved(e, CallStatus.PUBLISHED);
                jdbc.sql("update call set published_at = ?, rejection = null where call_id = ?")
                        .params(at(e.at()), e.callId().value())
                        .update();
                changed(e, position, null, null, null);
            }
            case CallRejected e -> {
                moved(e, CallStatus.REJECTED);
                jdbc.sql("update call set rejection = ? where call_id = ?")
                        .params(e.reason(), e.callId().value())
                        .update();
                changed(e, position, e.moderator(), e.reason(), null);
            }
            case CallMerged e -> {
                moved(e, CallStatus.MERGED);
                jdbc.sql("update call set merged_into = ? where call_id = ?")
                        .params(e.into().value(), e.callId().value())
                        .update();
                changed(e, position, e.moderator(), e.reason(), null);
            }
            case CallClosed e -> {
                moved(e, CallStatus.CLOSED);
                changed(e, position, e.closedBy(), null, null);
            }
            case CallDeleted e -> {
                moved(e, CallStatus.DELETED);
                jdbc.sql("update call set contact = null, contact_by = null where call_id = ?")
                        .param(e.callId().value())
                        .update();
                changed(e, position, e.deletedBy(), e.reason(), null);
            }
        }
    }

    void erase(AccountId account) {
        jdbc.sql("update call set contact = null where contact_by = ?")
                .param(account.value())
                .update();
    }

    private void begun(CallEvent event, CallStatus status) {
        jdbc.sql("""
                        insert into call (call_id, status, title, description, aggregated, created_at, updated_at)
                        values (:call, :status, '', '', false, :at, :at)
                        """)
                .param("call", event.callId().value())
                .param("status", status.name())
                .param("at", at(event.at()))
                .update();
    }

    private void says(CallEvent event, CallContent content) {
        jdbc.sql("""
                        update call set title = :title, description = :description, company = :company,
                            location = :location, compensation = :compensation, requirements = :requirements,
                            deadline = :deadline, updated_at = :at
                        where call_id = :call
                        """)
                .param("call", event.callId().value())
                .param("title", content.title().value())
                .param("description", content.description().value())
                .param("company", line(content.company()))
                .param("location", line(content.location()))
                .param("compensation", line(content.compensation()))
                .param(
                        "requirements",
                        Optional.ofNullable(content.requirements())
                                .map(CastingProse::value)
                                .orElse(null))
                .param(
                        "deadline",
                        Optional.ofNullable(content.deadline())
                                .map(CallRows::at)
                                .orElse(null))
                .param("at", at(event.at()))
                .update();
        roles(event.callId(), content);
    }

    private void roles(CastingCallId call, CallContent content) {
        jdbc.sql("delete from call_role where call_id = ?").param(call.value()).update();
        int place = 0;
        for (var role : content.roles()) {
            place++;
            jdbc.sql("""
                            insert into call_role (call_id, role_id, place, name, description, age_ranges, skills, languages)
                            values (?, ?, ?, ?, ?, ?, ?, ?)
                            """)
                    .param(call.value())
                    .param(role.roleId().value())
                    .param(place)
                    .param(role.name().value())
                    .param(Optional.ofNullable(role.description())
                            .map(CastingProse::value)
                            .orElse(null))
                    .param(role.ageRanges().stream().map(AgeRange::wireName).toArray(String[]::new))
                    .param(texts(role.skills()))
                    .param(texts(role.languages()))
                    .update();
        }
    }

    private void moved(CallEvent event, CallStatus status) {
        jdbc.sql("update call set status = ?, updated_at = ? where call_id = ?")
                .params(status.name(), at(event.at()), event.callId().value())
                .update();
    }

    private void changed(
            CallEvent event,
            long position,
            @Nullable AccountId by,
            @Nullable String reason,
            @Nullable CallContent content) {
        jdbc.sql("""
                        insert into call_change (call_id, position, what, changed_by, reason, content, at)
                        values (:call, :position, :what, :by, :reason, :content, :at)
                        """)
                .param("call", event.callId().value())
                .param("position", position)
                .param("what", event.getClass().getSimpleName())
                .param("by", Optional.ofNullable(by).map(AccountId::value).orElse(null))
                .param("reason", reason)
                .param(
                        "content",
                        Optional.ofNullable(content)
                                .map(json::writeValueAsString)
                                .orElse(null))
                .param("at", at(event.at()))
                .update();
    }

    private static @Nullable String known(Personal<CastingLine> contact) {
        return contact.value().map(CastingLine::value).orElse(null);
    }

    private static @Nullable String line(@Nullable CastingLine line) {
        return line == null ? null : line.value();
    }

    private static String[] texts(List<CastingLine> lines) {
        return lines.stream().map(CastingLine::value).toArray(String[]::new);
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
