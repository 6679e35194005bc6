package org.backlot.treasury.projection;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.logistics.api.DispatchEvent.DispatchInitialized;
import org.backlot.logistics.api.DispatchEvent.GearReturned;
import org.backlot.shared.Event;
import org.backlot.shared.Money;
import org.backlot.shared.id.DispatchId;
import org.backlot.shared.id.EscrowId;
import org.backlot.shared.id.ProjectId;
import org.backlot.treasury.api.ContractEvent.ContractCompleted;
import org.backlot.treasury.api.EscrowStatus;
import org.backlot.treasury.api.JournalEntry;
import org.backlot.treasury.api.TreasuryEvent;
import org.backlot.treasury.api.TreasuryEvent.EscrowDisputeSettled;
import org.backlot.treasury.api.TreasuryEvent.EscrowDisputed;
import org.backlot.treasury.api.TreasuryEvent.EscrowExpired;
import org.backlot.treasury.api.TreasuryEvent.EscrowLocked;
import org.backlot.treasury.api.TreasuryEvent.EscrowPartReleased;
import org.backlot.treasury.api.TreasuryEvent.EscrowRefunded;
import org.backlot.treasury.api.TreasuryEvent.EscrowReleased;
import org.backlot.treasury.api.TreasuryEvent.TreasuryOpened;
import org.backlot.wrap.api.DailyReportEvent.DailyReportSigned;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The ledger as an accountant reads it (TRE-1, TRE-5), and escrows with their evidence (TRE-2, TRE-4). Besides money it
 * follows what proves a release, in whatever order it comes. It holds no personal data: a dispute's reason stays in the log.
 */
@Component
public final class LedgerProjection implements Projection {
    private final JdbcClient jdbc;

    public LedgerProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public List<String> tables() {
        return List.of("treasury", "line", "balance", "escrow", "completed_contract", "gear", "signed_report");
    }

    @Override
    public boolean concerns(Event event) {
        return switch (event) {
            case TreasuryEvent _, ContractCompleted _, DailyReportSigned _ -> true;
            case DispatchInitialized _, GearReturned _ -> true;
            default -> false;
        };
    }

    // What an escrow of the project waits for is proved by events of other streams.
    @Override
    public String sequence(Event event) {
        return switch (event) {
            case TreasuryEvent e -> "project/" + e.projectId();
            case ContractCompleted e -> "project/" + e.projectId();
            case DispatchInitialized e -> "project/" + e.projectId();
            case GearReturned e -> "project/" + e.projectId();
            case DailyReportSigned e -> "project/" + e.projectId();
            default -> event.stream();
        };
    }

    @Override
    public void on(RecordedEvent recorded) {
        switch (recorded.payload()) {
            case TreasuryEvent event -> money(event, recorded);
            case ContractCompleted event -> {
                jdbc.sql("insert into completed_contract (contract_id, project_id, hash) values (?, ?, ?)")
                        .params(event.contractId().value(), event.projectId().value(), event.hash())
                        .update();
                proved(event.projectId());
            }
            case DispatchInitialized event -> {
                jdbc.sql("insert into gear (dispatch_id, project_id, returned, position) values (?, ?, false, ?)")
                        .params(event.dispatchId().value(), event.projectId().value(), recorded.position())
                        .update();
                proved(event.projectId());
            }
            case GearReturned event -> {
                jdbc.sql("update gear set returned = true, position = ? where dispatch_id = ?")
                        .params(recorded.position(), event.dispatchId().value())
                        .update();
                proved(event.projectId());
            }
            case DailyReportSigned event -> {
                // The report signed last is the one a release names; so there is one row per project.
                jdbc.sql("""
                                insert into signed_report (project_id, report_id) values (:project, :report)
                                on conflict (project_id) do update set report_id = excluded.report_id
                                """)
                        .param("project", event.projectId().value())
                        .param("report", event.reportId().value())
                        .update();
                proved(event.projectId());
            }
            default -> {}
        }
    }

    private void money(TreasuryEvent event, RecordedEvent recorded) {
        var at = recorded.recordedAt().atOffset(ZoneOffset.UTC);
        switch (event) {
            case TreasuryOpened e -> opened(e, at);
            case EscrowLocked e -> {
                locked(e, at);
                proved(e.projectId());
            }
            case EscrowPartReleased e -> moved(e.escrowId(), EscrowStatus.PART_RELEASED, e.remaining(), at);
            case EscrowReleased e -> released(e, at);
            case EscrowRefunded e ->
                moved(e.escrowId(), EscrowStatus.REFUNDED, Money.zero(e.amount().currency()), at);
            case EscrowExpired e ->
                moved(e.escrowId(), EscrowStatus.EXPIRED, Money.zero(e.amount().currency()), at);
            case EscrowDisputed e ->
                jdbc.sql("update escrow set before_dispute = status, status = ?, changed_at = ? where escrow_id = ?")
                        .params(EscrowStatus.DISPUTED.name(), at, e.escrowId().value())
                        .update();
            case EscrowDisputeSettled e ->
                jdbc.sql("update escrow set status = before_dispute, before_dispute = null, changed_at = ?"
                                + " where escrow_id = ?")
                        .params(at, e.escrowId().value())
                        .update();
        }
        event.movement().ifPresent(entry -> journal(event.projectId(), escrowOf(event), entry, recorded, at));
    }

    private void opened(TreasuryOpened event, OffsetDateTime at) {
        jdbc.sql("insert into treasury (project_id, workspace_id, currency, budget, opened_at) values (?, ?, ?, ?, ?)")
                .params(
                        event.projectId().value(),
                        event.workspaceId().value(),
                        event.budget().currency().getCurrencyCode(),
                        event.budget().minorUnits(),
                        at)
                .update();
    }

    private void locked(EscrowLocked event, OffsetDateTime at) {
        jdbc.sql("""
                        insert into escrow (escrow_id, project_id, contract_id, payee, status, currency, amount, remaining,
                            conditions, missing, returned, expires_at, locked_at, changed_at)
                        values (:escrow, :project, :contract, :payee, :status, :currency, :amount, :amount,
                            string_to_array(:conditions, ','), string_to_array(:conditions, ','), '{}', :expires, :at, :at)
                        """)
                .param("escrow", event.escrowId().value())
                .param("project", event.projectId().value())
                .param("contract", event.contractId().value())
                .param("payee", event.payee().value())
                .param("status", EscrowStatus.LOCKED.name())
                .param("currency", event.amount().currency().getCurrencyCode())
                .param("amount", event.amount().minorUnits())
                .param(
                        "conditions",
                        event.conditions().stream().sorted().map(Enum::name).collect(Collectors.joining(",")))
                .param("expires", event.expiresAt().atOffset(ZoneOffset.UTC))
                .param("at", at)
                .update();
    }

    /** Writes down by what the release was proved, which need not be all that is known by now. */
    private void released(EscrowReleased event, OffsetDateTime at) {
        moved(event.escrowId(), EscrowStatus.RELEASED, Money.zero(event.amount().currency()), at);
        var evidence = event.evidence();
        jdbc.sql("""
                        update escrow set missing = '{}', contract_hash = :hash,
                            returned = coalesce(string_to_array(nullif(:returned, ''), ',')::uuid[], '{}'),
                            report_id = cast(:report as uuid)
                        where escrow_id = :escrow
                        """)
                .param("hash", evidence.contractHash(), java.sql.Types.VARCHAR)
                .param("returned", joined(evidence.returned()))
                .param(
                        "report",
                        Optional.ofNullable(evidence.reportId())
                                .map(Object::toString)
                                .orElse(null),
                        java.sql.Types.VARCHAR)
                .param("escrow", event.escrowId().value())
                .update();
    }

    private void moved(EscrowId escrow, EscrowStatus status, Money remaining, OffsetDateTime at) {
        jdbc.sql(
                        "update escrow set status = ?, before_dispute = null, remaining = ?, changed_at = ? where escrow_id = ?")
                .params(status.name(), remaining.minorUnits(), at, escrow.value())
                .update();
    }

    /** Brings the evidence of a project's open escrows up to what is known. */
    private void proved(ProjectId project) {
        jdbc.sql("""
                        with fact as (
                            select e.escrow_id,
                                (select c.hash from completed_contract c
                                 where c.contract_id = e.contract_id and c.project_id = e.project_id) as contract_hash,
                                coalesce((select array_agg(g.dispatch_id order by g.position) from gear g
                                          where g.project_id = e.project_id having bool_and(g.returned)), '{}') as returned,
                                (select r.report_id from signed_report r where r.project_id = e.project_id) as report_id
                            from escrow e
                            where e.project_id = :project and e.status in ('LOCKED', 'PART_RELEASED', 'DISPUTED')
                        )
                        update escrow e set contract_hash = f.contract_hash, returned = f.returned, report_id = f.report_id,
                            missing = array(
                                select c.name from unnest(e.conditions) with ordinality as c (name, place)
                                where not case c.name
                                    when 'CONTRACT_SIGNED' then f.contract_hash is not null
                                    when 'GEAR_RETURNED' then cardinality(f.returned) > 0
                                    when 'DAILY_REPORT_SIGNED' then f.report_id is not null
                                end
                                order by c.place)
                        from fact f where f.escrow_id = e.escrow_id
                        """).param("project", project.value()).update();
    }

    private void journal(
            ProjectId project, Optional<UUID> escrow, JournalEntry entry, RecordedEvent recorded, OffsetDateTime at) {
        int lineNo = 0;
        for (var posting : entry.postings()) {
            long balance = jdbc.sql("""
                            insert into balance (project_id, account, layer, currency, amount)
                            values (:project, :account, :layer, :currency, :amount)
                            on conflict (project_id, account, layer) do update
                                set amount = balance.amount + excluded.amount
                            returning amount
                            """)
                    .param("project", project.value())
                    .param("account", posting.account().name())
                    .param("layer", posting.layer().name())
                    .param("currency", posting.amount().currency().getCurrencyCode())
                    .param("amount", posting.amount().minorUnits())
                    .query(Long.class)
                    .single();
            jdbc.sql("""
                            insert into line (position, line_no, project_id, entry_id, kind, escrow_id, at, account, layer,
                                currency, amount, balance)
                            values (:position, :line, :project, :entry, :kind, cast(:escrow as uuid), :at, :account, :layer,
                                :currency, :amount, :balance)
                            """)
                    .param("position", recorded.position())
                    .param("line", lineNo++)
                    .param("project", project.value())
                    .param("entry", entry.entryId().value())
                    .param("kind", entry.kind().name())
                    .param("escrow", escrow.map(UUID::toString).orElse(null), java.sql.Types.VARCHAR)
                    .param("at", at)
                    .param("account", posting.account().name())
                    .param("layer", posting.layer().name())
                    .param("currency", posting.amount().currency().getCurrencyCode())
                    .param("amount", posting.amount().minorUnits())
                    .param("balance", balance)
                    .update();
        }
    }

    private static Optional<UUID> escrowOf(TreasuryEvent event) {
        return switch (event) {
            case TreasuryOpened _ -> Optional.empty();
            case EscrowLocked e -> Optional.of(e.escrowId().value());
            case EscrowPartReleased e -> Optional.of(e.escrowId().value());
            case EscrowReleased e -> Optional.of(e.escrowId().value());
            case EscrowRefunded e -> Optional.of(e.escrowId().value());
            case EscrowExpired e -> Optional.of(e.escrowId().value());
            case EscrowDisputed e -> Optional.of(e.escrowId().value());
            case EscrowDisputeSettled e -> Optional.of(e.escrowId().value());
        };
    }

    private static String joined(Collection<DispatchId> ids) {
        return ids.stream().map(DispatchId::toString).collect(Collectors.joining(","));
    }
}
