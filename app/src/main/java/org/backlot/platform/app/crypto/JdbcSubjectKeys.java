package org.backlot.platform.app.crypto;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.backlot.shared.Sealer;
import org.backlot.shared.personal.SubjectKeys;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The keys of persons, in PostgreSQL, each sealed under the master key. They are written in the transaction of the first
 * event that needs them, and destroyed in the transaction of the erasure. They are read each time: a key kept in memory
 * would outlive its own destruction on another node.
 */
public final class JdbcSubjectKeys implements SubjectKeys {
    private static final int KEY_BYTES = 32;

    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final SecureRandom random;
    private final Clock clock;

    public JdbcSubjectKeys(JdbcClient jdbc, Sealer sealer, SecureRandom random, Clock clock) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public Optional<byte[]> keyFor(UUID subject) {
        var row = find(subject);
        if (row.isPresent()) {
            return row.get().key();
        }
        var fresh = new byte[KEY_BYTES];
        random.nextBytes(fresh);
        jdbc.sql("insert into public.subject_key (subject, sealed_key) values (?, ?) on conflict do nothing")
                .param(subject)
                .param(sealer.seal(fresh))
                .update();
        // Read back: another transaction may have been first.
        return existingKey(subject);
    }

    @Override
    public Optional<byte[]> existingKey(UUID subject) {
        return find(subject).flatMap(Row::key);
    }

    @Override
    public void destroy(UUID subject) {
        jdbc.sql("""
                        insert into public.subject_key (subject, sealed_key, destroyed_at) values (:subject, null, :at)
                        on conflict (subject) do update set sealed_key = null, destroyed_at = excluded.destroyed_at
                        where public.subject_key.destroyed_at is null
                        """)
                .param("subject", subject)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private record Row(Optional<byte[]> key) {}

    private Optional<Row> find(UUID subject) {
        return jdbc.sql("select sealed_key from public.subject_key where subject = ?")
                .param(subject)
                .query((row, _) -> new Row(Optional.ofNullable(row.getBytes(1)).map(sealer::open)))
                .optional();
    }
}
