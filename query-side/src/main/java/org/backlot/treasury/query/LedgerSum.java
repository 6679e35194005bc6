package org.backlot.treasury.query;

import org.backlot.platform.query.Columns;
import org.backlot.shared.Money;
import org.backlot.treasury.api.Posting;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sum over all accounts of all projects: zero in each layer and currency, or the books are wrong (TRE-1). */
@Component
public final class LedgerSum {
    private final DatabaseClient database;

    public LedgerSum(DatabaseClient database) {
        this.database = database;
    }

    /** The sum of one currency in one layer. */
    public record Sum(Posting.Layer layer, Money amount) {}

    /** One sum for each currency and layer in use; none while there is no money at all. */
    public Flux<Sum> sums() {
        return database.sql("""
                        select layer, currency, sum(amount)::bigint as amount from ledger.balance
                        group by layer, currency order by currency, layer
                        """)
                .map(row -> new Sum(Posting.Layer.valueOf(Columns.text(row, "layer")), Columns.money(row, "amount")))
                .all();
    }

    /** Whether every sum is zero. */
    public Mono<Boolean> zero() {
        return sums().all(sum -> sum.amount().zero());
    }
}
