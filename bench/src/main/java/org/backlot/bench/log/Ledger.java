package org.backlot.bench.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.DatabaseServer;

/** A projection as ledgers are: each event is two rows, and changes two of the running balances. */
final class Ledger implements Projection {
    /** Makes the tables empty. */
    static Ledger empty(DatabaseServer server) {
        server.execute(LogServer.DATABASE, """
                create schema if not exists ledger;
                drop table if exists ledger.posting, ledger.balance;
                create table ledger.posting (
                    number  bigint not null,
                    account text   not null,
                    amount  bigint not null,
                    primary key (number, account, amount)
                );
                create table ledger.balance (account text primary key, amount bigint not null, postings bigint not null);
                """);
        return new Ledger();
    }

    private record Movement(long amount, long postings) {
        Movement plus(Movement other) {
            return new Movement(amount + other.amount, postings + other.postings);
        }
    }

    @Override
    public void apply(Connection connection, List<Posted> batch) throws SQLException {
        var movements = new HashMap<String, Movement>();
        try (var insert =
                connection.prepareStatement("insert into ledger.posting (number, account, amount) values (?, ?, ?)")) {
            for (var posted : batch) {
                for (var side : List.of(
                        Map.entry(posted.account(), posted.amount()), Map.entry(posted.against(), -posted.amount()))) {
                    insert.setLong(1, posted.number());
                    insert.setString(2, side.getKey());
                    insert.setLong(3, side.getValue());
                    insert.addBatch();
                    movements.merge(side.getKey(), new Movement(side.getValue(), 1), Movement::plus);
                }
            }
            insert.executeBatch();
        }
        try (var move = connection.prepareStatement("insert into ledger.balance as b (account, amount, postings)"
                + " values (?, ?, ?) on conflict (account) do update"
                + " set amount = b.amount + excluded.amount, postings = b.postings + excluded.postings")) {
            for (var moved : movements.entrySet()) {
                move.setString(1, moved.getKey());
                move.setLong(2, moved.getValue().amount());
                move.setLong(3, moved.getValue().postings());
                move.addBatch();
            }
            move.executeBatch();
        }
    }

    /** Refuses a ledger that is not the one of so many events. */
    static void require(DatabaseServer server, long events) {
        var found = server.value(
                "select sum(amount) || ' ' || sum(postings) || ' ' || (select count(*) from ledger.posting) from ledger.balance");
        var expected = "0 %d %d".formatted(2 * events, 2 * events);
        if (!expected.equals(found)) {
            throw new BenchmarkFailed("the ledger should be " + expected + ", and is " + found);
        }
    }
}
