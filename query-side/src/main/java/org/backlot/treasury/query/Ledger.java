package org.backlot.treasury.query;

import io.r2dbc.spi.Readable;
import java.util.Optional;
import java.util.UUID;
import org.backlot.platform.query.AsOf;
import org.backlot.platform.query.Columns;
import org.backlot.platform.query.Page;
import org.backlot.platform.query.PageRequest;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Money;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.EscrowId;
import org.backlot.shared.id.JournalEntryId;
import org.backlot.shared.id.ProjectId;
import org.backlot.treasury.api.JournalEntry;
import org.backlot.treasury.api.LedgerAccount;
import org.backlot.treasury.api.Posting;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the ledger view of one project, now or as it was. */
@Component
final class Ledger {
    private static final int ROWS_AT_ONCE = 500;

    private final DatabaseClient database;

    Ledger(DatabaseClient database) {
        this.database = database;
    }

    /** One page of lines, oldest first. */
    Mono<Page<LedgerLine>> page(ProjectId project, AsOf asOf, PageRequest page) {
        return until(project, asOf)
                .flatMap(last -> Mono.zip(
                        database.sql("""
                                select * from ledger.line where project_id = :project and position <= :last
                                order by position, line_no limit :limit offset :offset
                                """)
                                .bind("project", project.value())
                                .bind("last", last)
                                .bind("limit", page.limit())
                                .bind("offset", page.offset())
                                .map(Ledger::line)
                                .all()
                                .collectList(),
                        database.sql(
                                        "select count(*) as lines from ledger.line where project_id = :project and position <= :last")
                                .bind("project", project.value())
                                .bind("last", last)
                                .map(row -> Columns.number(row, "lines"))
                                .one(),
                        (lines, total) -> Page.of(lines, total, page)));
    }

    /** All lines, oldest first, as they come from the database. */
    Flux<LedgerLine> lines(ProjectId project, AsOf asOf) {
        return until(project, asOf)
                .flatMapMany(last -> database.sql(
                                "select * from ledger.line where project_id = :project and position <= :last"
                                        + " order by position, line_no")
                        .filter(statement -> statement.fetchSize(ROWS_AT_ONCE))
                        .bind("project", project.value())
                        .bind("last", last)
                        .map(Ledger::line)
                        .all());
    }

    /** The balances of one project. {@code NOT_FOUND} before its treasury opened. */
    Mono<Balances> balances(ProjectId project, AsOf asOf) {
        return until(project, asOf)
                .flatMap(last -> database.sql("""
                                select t.currency,
                                    coalesce(sum(l.amount) filter (where account = 'FUNDING' and layer = 'POSTED'), 0)::bigint
                                        as funding,
                                    coalesce(sum(l.amount) filter (where account = 'BUDGET'), 0)::bigint as available,
                                    coalesce(sum(l.amount) filter (where account = 'ESCROW'), 0)::bigint as held,
                                    coalesce(sum(l.amount) filter (where account = 'PAID'), 0)::bigint as paid
                                from ledger.treasury t
                                left join ledger.line l on l.project_id = t.project_id and l.position <= :last
                                where t.project_id = :project
                                group by t.currency
                                """)
                        .bind("project", project.value())
                        .bind("last", last)
                        .map(row -> new Balances(
                                project,
                                Columns.money(row, "funding").negated(),
                                Columns.money(row, "available"),
                                Columns.money(row, "held"),
                                Columns.money(row, "paid"),
                                new Money(0, Columns.money(row, "paid").currency())
                                        .plus(Columns.money(row, "funding"))
                                        .plus(Columns.money(row, "available"))
                                        .plus(Columns.money(row, "held"))
                                        .plus(Columns.money(row, "paid"))))
                        .one())
                .switchIfEmpty(Mono.error(() -> Rejection.of(CommonRejection.NOT_FOUND)));
    }

    // An instant means: all up to the last fact recorded by then. Positions are the order; clocks of nodes may differ.
    private Mono<Long> until(ProjectId project, AsOf asOf) {
        return switch (asOf) {
            case AsOf.Now _ -> Mono.just(Long.MAX_VALUE);
            case AsOf.Position position -> Mono.just(position.value());
            case AsOf.Time time ->
                database.sql("select coalesce(max(position), 0) as last from ledger.line"
                                + " where project_id = :project and at <= :time")
                        .bind("project", project.value())
                        .bind("time", time.value())
                        .map(row -> Columns.number(row, "last"))
                        .one();
        };
    }

    private static LedgerLine line(Readable row) {
        var amount = Columns.money(row, "amount");
        return new LedgerLine(
                Columns.number(row, "position"),
                Columns.instant(row, "at"),
                new JournalEntryId(Columns.uuid(row, "entry_id")),
                JournalEntry.Kind.valueOf(Columns.text(row, "kind")),
                Optional.ofNullable(row.get("escrow_id", UUID.class))
                        .map(EscrowId::new)
                        .orElse(null),
                LedgerAccount.valueOf(Columns.text(row, "account")),
                Posting.Layer.valueOf(Columns.text(row, "layer")),
                amount.positive() ? amount : null,
                amount.negative() ? amount.negated() : null,
                Columns.money(row, "balance"));
    }
}
