package org.backlot.treasury.query;

import io.r2dbc.spi.Readable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.backlot.platform.query.Columns;
import org.backlot.platform.query.Page;
import org.backlot.platform.query.PageRequest;
import org.backlot.platform.query.View;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ContractId;
import org.backlot.shared.id.DailyReportId;
import org.backlot.shared.id.DispatchId;
import org.backlot.shared.id.EscrowId;
import org.backlot.shared.id.ProjectId;
import org.backlot.treasury.api.EscrowStatus;
import org.backlot.treasury.api.ReleaseCondition;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads escrows with their evidence from the ledger view. */
@Component
final class Escrows {
    private final View view;

    @Autowired
    Escrows(DatabaseClient database) {
        this(View.live(database, "ledger"));
    }

    private Escrows(View view) {
        this.view = view;
    }

    /** The same reads of a view as it was. */
    Escrows of(View other) {
        return new Escrows(other);
    }

    /** One escrow, or {@code NOT_FOUND}. */
    Mono<EscrowView> one(EscrowId escrow) {
        return view.sql("select * from {view}.escrow where escrow_id = :escrow")
                .bind("escrow", escrow.value())
                .map(Escrows::view)
                .one()
                .switchIfEmpty(Mono.error(() -> Rejection.of(CommonRejection.NOT_FOUND)));
    }

    /** One page of a project's escrows, in the order in which they were locked. */
    Mono<Page<EscrowView>> page(ProjectId project, PageRequest page) {
        return Mono.zip(
                view.sql("""
                                select * from {view}.escrow where project_id = :project
                                order by locked_at, escrow_id limit :limit offset :offset
                                """)
                        .bind("project", project.value())
                        .bind("limit", page.limit())
                        .bind("offset", page.offset())
                        .map(Escrows::view)
                        .all()
                        .collectList(),
                view.sql("select count(*) as escrows from {view}.escrow where project_id = :project")
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
