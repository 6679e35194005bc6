package org.backlot.logistics.projection;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.backlot.identity.api.CrewEvent;
import org.backlot.identity.api.CrewEvent.CapabilitiesSet;
import org.backlot.identity.api.CrewEvent.CrewOpened;
import org.backlot.identity.api.WorkspaceEvent;
import org.backlot.identity.api.WorkspaceEvent.MemberJoined;
import org.backlot.identity.api.WorkspaceEvent.MemberRemoved;
import org.backlot.identity.api.WorkspaceEvent.WorkspaceCreated;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.logistics.api.DispatchEvent;
import org.backlot.logistics.api.DispatchEvent.CustodyTransferred;
import org.backlot.logistics.api.DispatchEvent.DispatchInitialized;
import org.backlot.logistics.api.DispatchEvent.GearReturned;
import org.backlot.logistics.api.DispatchEvent.HandoffOffered;
import org.backlot.logistics.api.DispatchEvent.HandoffScanned;
import org.backlot.logistics.api.DispatchStatus;
import org.backlot.shared.Event;
import org.backlot.shared.id.DispatchId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The view {@code custody}: every dispatch, its chain of holders and its handoffs (LOG-1, LOG-3). It also follows who works
 * where, so that each holder's right is judged by the log and not by the word of the side that decided.
 */
@Component
public final class CustodyProjection implements Projection {
    private final JdbcClient jdbc;

    public CustodyProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "custody";
    }

    @Override
    public List<String> tables() {
        return List.of("dispatch", "custody_link", "handoff", "project_crew", "workspace_member");
    }

    @Override
    public boolean concerns(Event event) {
        return switch (event) {
            case DispatchEvent _, CrewEvent _, WorkspaceEvent _ -> true;
            default -> false;
        };
    }

    @Override
    public void on(RecordedEvent recorded) {
        switch (recorded.payload()) {
            case DispatchEvent event -> on(event);
            case CrewEvent event -> on(event);
            case WorkspaceEvent event -> on(event);
            default -> {}
        }
    }

    private void on(DispatchEvent event) {
        switch (event) {
            case DispatchInitialized e -> begin(e);
            case HandoffOffered e -> offer(e);
            case HandoffScanned e -> scan(e);
            case CustodyTransferred e -> transfer(e);
            case GearReturned e ->
                jdbc.sql("update dispatch set status = 'RETURNED', returned_at = :at where dispatch_id = :dispatch")
                        .param("at", utc(e.at()))
                        .param("dispatch", e.dispatchId().value())
                        .update();
        }
    }

    private void begin(DispatchInitialized e) {
        jdbc.sql("""
                        insert into dispatch (dispatch_id, project_id, workspace_id, booking_id, asset_id, asset, vendor,
                            holder, status, initialized_at, changed_at)
                        values (:dispatch, :project, :workspace, :booking, :asset, :name, :vendor,
                            :vendor, 'WITH_VENDOR', :at, :at)
                        """)
                .param("dispatch", e.dispatchId().value())
                .param("project", e.projectId().value())
                .param("workspace", e.workspaceId().value())
                .param("booking", e.bookingId().value())
                .param("asset", e.assetId().value())
                .param("name", e.asset())
                .param("vendor", e.vendor().value())
                .param("at", utc(e.at()))
                .update();
        jdbc.sql("""
                        insert into custody_link (dispatch_id, place, holder, authority, since)
                        values (:dispatch, 1, :vendor, 'VENDOR', :at)
                        """)
                .param("dispatch", e.dispatchId().value())
                .param("vendor", e.vendor().value())
                .param("at", utc(e.at()))
                .update();
    }

    private void offer(HandoffOffered e) {
        jdbc.sql("""
                        update handoff set stage = 'SUPERSEDED'
                        where dispatch_id = :dispatch and stage in ('OFFERED', 'SCANNED')
                        """).param("dispatch", e.dispatchId().value()).update();
        jdbc.sql("""
                        insert into handoff (code_id, dispatch_id, giver, receiver, stage, offered_at, expires_at)
                        values (:code, :dispatch, :giver, :receiver, 'OFFERED', :at, :expires)
                        """)
                .param("code", e.codeId().value())
                .param("dispatch", e.dispatchId().value())
                .param("giver", e.from().value())
                .param("receiver", e.to().value())
                .param("at", utc(e.at()))
                .param("expires", utc(e.expiresAt()))
                .update();
        status(e.dispatchId(), DispatchStatus.OFFERED, e.at());
    }

    private void scan(HandoffScanned e) {
        jdbc.sql("""
                        update handoff set stage = 'SCANNED', scanned_at = :at, scanned_by = :by
                        where code_id = :code
                        """)
                .param("at", utc(e.at()))
                .param("by", e.scannedBy().value())
                .param("code", e.codeId().value())
                .update();
        status(e.dispatchId(), DispatchStatus.SCANNED, e.at());
    }

    private void transfer(CustodyTransferred e) {
        jdbc.sql("update handoff set stage = 'COMPLETED', completed_at = :at where code_id = :code")
                .param("at", utc(e.at()))
                .param("code", e.codeId().value())
                .update();
        jdbc.sql("update custody_link set until = :at where dispatch_id = :dispatch and until is null")
                .param("at", utc(e.at()))
                .param("dispatch", e.dispatchId().value())
                .update();
        jdbc.sql("""
                        insert into custody_link
                            (dispatch_id, place, holder, received_from, code_id, authority, since)
                        select d.dispatch_id,
                            (select max(place) + 1 from custody_link l where l.dispatch_id = d.dispatch_id),
                            :receiver, :giver, :code,
                            case when d.vendor = :receiver then 'VENDOR'
                                when exists (select from project_crew c
                                    where c.project_id = d.project_id and c.account_id = :receiver) then 'CREW'
                                when exists (select from workspace_member m
                                    where m.workspace_id = d.workspace_id and m.account_id = :receiver) then 'WORKSPACE'
                            end,
                            :at
                        from dispatch d where d.dispatch_id = :dispatch
                        """)
                .param("receiver", e.to().value())
                .param("giver", e.from().value())
                .param("code", e.codeId().value())
                .param("at", utc(e.at()))
                .param("dispatch", e.dispatchId().value())
                .update();
        jdbc.sql("update dispatch set holder = :receiver where dispatch_id = :dispatch")
                .param("receiver", e.to().value())
                .param("dispatch", e.dispatchId().value())
                .update();
        // The vendor's turn becomes RETURNED by the event that follows.
        status(e.dispatchId(), DispatchStatus.ON_SET, e.at());
    }

    private void status(DispatchId dispatch, DispatchStatus status, Instant at) {
        jdbc.sql("update dispatch set status = :status, changed_at = :at where dispatch_id = :dispatch")
                .param("status", status.name())
                .param("at", utc(at))
                .param("dispatch", dispatch.value())
                .update();
    }

    private void on(CrewEvent event) {
        switch (event) {
            case CrewOpened e -> joinCrew(e.projectId().value(), e.leadId().value());
            case CapabilitiesSet e -> {
                leaveCrew(e.projectId().value(), e.accountId().value());
                if (!e.capabilities().isEmpty()) {
                    joinCrew(e.projectId().value(), e.accountId().value());
                }
            }
        }
    }

    private void joinCrew(UUID project, UUID account) {
        jdbc.sql("insert into project_crew (project_id, account_id) values (?, ?)")
                .params(List.of(project, account))
                .update();
    }

    private void leaveCrew(UUID project, UUID account) {
        jdbc.sql("delete from project_crew where project_id = ? and account_id = ?")
                .params(List.of(project, account))
                .update();
    }

    private void on(WorkspaceEvent event) {
        switch (event) {
            case WorkspaceCreated e ->
                joinWorkspace(e.workspaceId().value(), e.ownerId().value());
            case MemberJoined e ->
                joinWorkspace(e.workspaceId().value(), e.accountId().value());
            case MemberRemoved e ->
                jdbc.sql("delete from workspace_member where workspace_id = ? and account_id = ?")
                        .params(List.of(e.workspaceId().value(), e.accountId().value()))
                        .update();
            default -> {}
        }
    }

    // Somebody who joins twice by two invitations is a member once.
    private void joinWorkspace(UUID workspace, UUID account) {
        jdbc.sql("insert into workspace_member (workspace_id, account_id) values (?, ?) on conflict do nothing")
                .params(List.of(workspace, account))
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
