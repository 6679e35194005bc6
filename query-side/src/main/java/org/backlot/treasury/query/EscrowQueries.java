package org.backlot.treasury.query;

import io.r2dbc.spi.Readable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.backlot.identity.api.access.Permission;
import org.backlot.identity.query.access.ReactiveGate;
import org.backlot.platform.query.Page;
import org.backlot.platform.query.PageRequest;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ContractId;
import org.backlot.shared.id.DailyReportId;
import org.backlot.shared.id.DispatchId;
import org.backlot.shared.id.EscrowId;
import org.backlot.shared.id.ProjectId;
import org.backlot.treasury.api.EscrowStatus;
import org.backlot.treasury.api.ReleaseCondition;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Escrows and which piece of evidence each still waits for (TRE-2, TRE-4). */
@RestController
@RequestMapping("/api/v1/treasury/escrow")
@Tag(name = "Treasury")
public class EscrowQueries {
    private static final String VIEW = "ledger";

    private final ReactiveGate gate;
    private final Reads reads;
    private final DatabaseClient database;

    public EscrowQueries(ReactiveGate gate, Reads reads, DatabaseClient database) {
        this.gate = gate;
        this.reads = reads;
        this.database = database;
    }

    @GetMapping("/{escrowId}")
    @Operation(
            summary = "An escrow",
            description =
                    "Its status, what remains and which conditions are missing. For whoever may view the project's"
                            + " contracts, and the parties to the escrow. (TRE-2, TRE-4)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED"})
    Mono<EscrowView> escrow(ReadRequest request, @PathVariable EscrowId escrowId) {
        return gate.requireOn(request.caller(), Permission.VIEW_CONTRACT, escrowId.value())
                .then(reads.of(
                        request,
                        VIEW,
                        () -> database.sql("select * from ledger.escrow where escrow_id = :escrow")
                                .bind("escrow", escrowId.value())
                                .map(EscrowQueries::view)
                                .one()
                                .switchIfEmpty(Mono.error(() -> Rejection.of(CommonRejection.NOT_FOUND)))));
    }

    @GetMapping
    @Operation(
            summary = "The escrows of a project",
            description = "In the order in which they were locked. Needs VIEW_MONEY on the project. (TRE-2)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED"})
    Mono<Page<EscrowView>> escrows(ReadRequest request, @RequestParam ProjectId projectId, PageRequest page) {
        return gate.require(request.caller(), Permission.VIEW_MONEY, projectId)
                .then(reads.of(request, VIEW, () -> page(projectId, page)));
    }

    private Mono<Page<EscrowView>> page(ProjectId project, PageRequest page) {
        return Mono.zip(
                database.sql("""
                                select * from ledger.escrow where project_id = :project
                                order by locked_at, escrow_id limit :limit offset :offset
                                """)
                        .bind("project", project.value())
                        .bind("limit", page.limit())
                        .bind("offset", page.offset())
                        .map(EscrowQueries::view)
                        .all()
                        .collectList(),
                database.sql("select count(*) as escrows from ledger.escrow where project_id = :project")
                        .bind("project", project.value())
                        .map(row -> Columns.number(row, "escrows"))
                        .one(),
                (escrows, total) -> Page.of(escrows, total, page));
    }

    private static EscrowView view(Readable row) {
        return new EscrowView(
                new EscrowId(Columns.uuid(row, "escrow_id")),
                new ProjectId(Columns.uuid(row, "project_id")),
                new ContractId(Columns.uuid(row, "contract_id")),
                new AccountId(Columns.uuid(row, "payee")),
                EscrowStatus.valueOf(Columns.text(row, "status")),
                Columns.money(row, "amount"),
                Columns.money(row, "remaining"),
                conditions(row, "conditions"),
                conditions(row, "missing"),
                new EscrowView.Evidence(
                        row.get("contract_hash", String.class),
                        Arrays.stream(Columns.required(row, "returned", UUID[].class))
                                .map(DispatchId::new)
                                .toList(),
                        Optional.ofNullable(row.get("report_id", UUID.class))
                                .map(DailyReportId::new)
                                .orElse(null)),
                Columns.instant(row, "expires_at"),
                Columns.instant(row, "locked_at"),
                Columns.instant(row, "changed_at"));
    }

    private static List<ReleaseCondition> conditions(Readable row, String column) {
        return Arrays.stream(Columns.required(row, column, String[].class))
                .map(ReleaseCondition::valueOf)
                .toList();
    }
}
