package org.backlot.bench.log;

import org.backlot.bench.DatabaseServer;

/**
 * Fills logs with events that were there before, by one statement: as many as a contest needs, with the very JSON that the
 * appenders write.
 */
final class Filling {
    // Values that stand for others in the JSON, and are found nowhere else in it.
    private static final long NUMBER = 111_222_333_444_555L;
    private static final long AMOUNT = 555_444_333_222_111L;
    private static final String ACCOUNT = "@account@";
    private static final String AGAINST = "@against@";

    /** Of the n-th event in a filling. */
    private static final String PAYLOAD = "replace(replace(replace(replace(%s, '" + NUMBER + "', n::text), '" + AMOUNT
            + "', (1 + n %% 100000)::text), '" + ACCOUNT + "', %s), '" + AGAINST + "', 'account/' || n * 7 %% "
            + Postings.ACCOUNTS + ")";

    private final DatabaseServer server;
    private final long events;
    private final String stream;
    private final String sequence;
    private final String account;

    private Filling(DatabaseServer server, long events, String stream, String sequence, String account) {
        this.server = server;
        this.events = events;
        this.stream = stream;
        this.sequence = sequence;
        this.account = account;
    }

    /** Streams of so many events each, one behind the other; the i-th is called by the prefix and i, from 0. */
    static Filling histories(DatabaseServer server, String prefix, long streams, int eventsInStream) {
        var stream = "'%s' || (n - 1) / %d".formatted(prefix, eventsInStream);
        return new Filling(server, streams * eventsInStream, stream, "(n - 1) % " + eventsInStream, stream);
    }

    /** One event after the other in turn over all accounts. */
    static Filling ledger(DatabaseServer server, long events) {
        var account = "'account/' || n % " + Postings.ACCOUNTS;
        return new Filling(server, events, account, "(n - 1) / " + Postings.ACCOUNTS, account);
    }

    /** Into a log of ours. */
    void ours(String schema) {
        server.execute(LogServer.DATABASE, """
                with head as (update %1$s.head set position = position + %2$d returning position - %2$d as before)
                insert into %1$s.event
                    (position, stream, sequence, stream_type, event_id, at, type, payload, metadata)
                select head.before + n, %3$s, %4$s, '%5$s', gen_random_uuid()::text, now(), '%6$s', %7$s, '%8$s'
                from head, generate_series(1::bigint, %2$d) n
                order by n
                """.formatted(
                        schema,
                        events,
                        stream,
                        sequence,
                        Postings.STREAM_TYPE,
                        Posted.class.getName(),
                        payload(),
                        Postings.METADATA_JSON));
        tidy(OurLog.table(schema));
    }

    /** Into a log of Axon's. */
    void stock(String schema) {
        server.execute(LogServer.DATABASE, """
                insert into %1$s (aggregate_identifier, sequence_number, type, event_identifier, time_stamp,
                    payload_type, payload, meta_data)
                select %3$s, %4$s, '%5$s', gen_random_uuid()::text, '2026-11-21T12:00:00.000Z', '%6$s',
                    convert_to(%7$s, 'UTF8'), convert_to('%8$s', 'UTF8')
                from generate_series(1::bigint, %2$d) n
                order by n
                """.formatted(
                        StockLog.table(schema),
                        events,
                        stream,
                        sequence,
                        Postings.STREAM_TYPE,
                        Posted.class.getName(),
                        payload(),
                        Postings.METADATA_JSON));
        tidy(StockLog.table(schema));
    }

    private String payload() {
        var template = Postings.json(Postings.posted(0, ACCOUNT).with(NUMBER, AGAINST, AMOUNT));
        return PAYLOAD.formatted("'" + template.replace("'", "''") + "'", account);
    }

    /** What a filled table is left in would cost its first reader, and would have it read by no index. */
    private void tidy(String table) {
        server.execute(LogServer.DATABASE, "vacuum analyze " + table);
    }
}
