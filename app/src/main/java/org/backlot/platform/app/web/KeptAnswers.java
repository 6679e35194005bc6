package org.backlot.platform.app.web;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import org.backlot.platform.command.WriteRequest;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.Sealer;
import org.backlot.shared.ServerSecret;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was answered under each Idempotency-Key (IETF draft-ietf-httpapi-idempotency-key-header), for a day. Kept sealed,
 * because answers may hold tokens and personal data. Only success is kept: a refused request has changed nothing and may
 * be corrected and sent again.
 */
@Component
public final class KeptAnswers {
    private static final Duration KEPT_FOR = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final ServerSecret secret;
    private final Clock clock;

    KeptAnswers(JdbcClient jdbc, Sealer sealer, ServerSecret secret, Clock clock) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.secret = secret;
        this.clock = clock;
    }

    /** An answer given before. */
    record Kept(int status, byte[] body, long position) {}

    /**
     * Takes the key for the current transaction, or finds what it was answered with. Throws
     * {@code IDEMPOTENCY_KEY_IN_FLIGHT} while the first request still runs and {@code IDEMPOTENCY_KEY_REUSED} where the
     * request is another one.
     */
    Optional<Kept> begin(WriteRequest request, byte[] fingerprint) {
        if (request.idempotencyKey().isEmpty()) {
            return Optional.empty();
        }
        var key = request.idempotencyKey().get();
        var scope = scope(request);
        if (!lock(scope, key)) {
            throw Rejection.of(CommonRejection.IDEMPOTENCY_KEY_IN_FLIGHT).retryAfter(Duration.ofSeconds(1));
        }
        return jdbc.sql("select fingerprint, status, answer, position from idempotency_key where scope = ? and key = ?")
                .param(scope)
                .param(key)
                .query((row, _) -> {
                    if (!MessageDigest.isEqual(row.getBytes("fingerprint"), keyed(fingerprint))) {
                        throw Rejection.of(CommonRejection.IDEMPOTENCY_KEY_REUSED);
                    }
                    return new Kept(row.getInt("status"), sealer.open(row.getBytes("answer")), row.getLong("position"));
                })
                .optional();
    }

    /** Keeps the answer, in the commit of what it answers. */
    void keep(WriteRequest request, byte[] fingerprint, int status, byte[] body, long position) {
        request.idempotencyKey()
                .ifPresent(key -> jdbc.sql("""
                                insert into idempotency_key (scope, key, fingerprint, status, answer, position, created_at)
                                values (?, ?, ?, ?, ?, ?, ?)
                                """)
                        .param(scope(request))
                        .param(key)
                        .param(keyed(fingerprint))
                        .param(status)
                        .param(sealer.seal(body))
                        .param(position)
                        .param(clock.instant().atOffset(ZoneOffset.UTC))
                        .update());
    }

    /** Forgets answers older than a day. */
    public void forgetOld() {
        jdbc.sql("delete from idempotency_key where created_at < ?")
                .param(clock.instant().minus(KEPT_FOR).atOffset(ZoneOffset.UTC))
                .update();
    }

    // A body may hold a password or a six-digit code; a bare digest of it could be guessed from a copy of the table.
    private byte[] keyed(byte[] fingerprint) {
        return secret.digest("idempotency-fingerprint", HexFormat.of().formatHex(fingerprint));
    }

    // Held until the transaction ends, so a crash gives it back.
    private boolean lock(String scope, String key) {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(?, 0))")
                .param(scope + "\n" + key)
                .query(Boolean.class)
                .single();
    }

    // Keys of one caller never meet those of another. Without a caller the address stands in, as a keyed digest.
    private String scope(WriteRequest request) {
        return request.signedIn()
                .map(caller -> caller.accountId().toString())
                .orElseGet(() -> "anonymous/"
                        + HexFormat.of()
                                .formatHex(secret.digest(
                                        "idempotency-scope", request.remote().value())));
    }
}
