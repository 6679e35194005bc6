package org.backlot.eventstore.tree;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.backlot.eventstore.LogReader;
import org.backlot.eventstore.LogSchema;
import org.backlot.eventstore.TestDatabase;

/** A log of its own in the database of the tests, with its tree and its signer, and somebody who may do anything by SQL. */
final class SignedLog {
    static final Vault OPEN_VAULT = new Vault() {
        @Override
        public byte[] seal(byte[] secret) {
            return secret.clone();
        }

        @Override
        public byte[] open(byte[] sealed) {
            return sealed.clone();
        }
    };

    final DataSource database = TestDatabase.database();
    final LogSchema schema = TestDatabase.freshLog();
    final LogSigner signer = signer();
    final LogTree tree = new LogTree(database, schema, signer.identity());
    final Checkpoints checkpoints = new Checkpoints(tree, Duration.ZERO);

    LogSigner signer() {
        return LogSigner.open(database, schema, OPEN_VAULT, new SecureRandom(), id -> "example.org/" + id);
    }

    /** Adds rows at the end, as an appender would. */
    SignedLog append(int count) {
        sql("""
            insert into log.event (position, stream, sequence, stream_type, event_id, at, type, revision, payload, metadata)
            select h.position + n, 'stream/' || (h.position + n) %% 7, h.position + n, case when n %% 2 = 0 then 'Kind' end,
                'event-' || (h.position + n), timestamptz '2026-01-01' + n * interval '1.000001 second', 'test.Happened', '1',
                '{"n":' || (h.position + n) || '}', '{}'
            from log.head h, generate_series(1, %d) n order by n
            """.formatted(count));
        sql("update log.head set position = position + " + count);
        return this;
    }

    /** Takes all rows into the tree and signs. */
    Checkpoints.Kept sign() {
        while (tree.grow(1_000) > 0) {
            // until all are in
        }
        return checkpoints.signIfDue(signer).or(checkpoints::latest).orElseThrow();
    }

    SignedLog signed(int... rows) {
        for (int count : rows) {
            append(count);
            sign();
        }
        return this;
    }

    /** Does something to the database that nobody should. */
    SignedLog sql(String statement) {
        try (var connection = database.getConnection();
                var work = connection.createStatement()) {
            work.execute(schema.sql(statement));
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Verdict verify() {
        return new LogVerification(database, schema).verify(Optional.empty(), List.of());
    }

    ProofBundle bundle(long position) {
        return ProofBundle.of(
                new LogReader(database, schema).after(position - 1, 1).getFirst(),
                tree,
                checkpoints.covering(position).orElseThrow());
    }
}
