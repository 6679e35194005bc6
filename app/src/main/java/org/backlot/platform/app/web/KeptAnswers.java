package org.backlot.platform.app.web;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.backlot.eventstore.Receipt;
import org.backlot.eventstore.SharedReads;
import org.backlot.platform.command.CommittedReads;
import org.backlot.platform.command.WriteRequest;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.Sealer;
import org.backlot.shared.ServerSecret;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * What was answered under each Idempotency-Key (IETF draft-ietf-httpapi-idempotency-key-header), for a day. Kept sealed,
 * because answers may hold tokens and personal data. Only success is kept: a refused request has changed nothing and may
 * be corrected and sent again.
 */
@Component
public final class KeptAnswers {
    private static final Duration KEPT_FOR = Duration.ofHours(24);
    private static final int AT_A_TIME = 2;
    private static final String KEPT = """
            select asked.number, kept.fingerprint, kept.status, kept.answer, kept.position
            from unnest(?, ?) with ordinality as asked (scope, key, number)
            join log.receipt kept on kept.scope = asked.scope and kept.key = asked.key
            """;

    private final JdbcClient committed;
    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final ServerSecret secret;
    private final Clock clock;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final SharedReads<Asked, Optional<Row>> reads = new SharedReads<>(AT_A_TIME, this::read);

    KeptAnswers(CommittedReads reads, JdbcClient jdbc, Sealer sealer, ServerSecret secret, Clock clock) {
        this.committed = reads.jdbc();
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.secret = secret;
        this.clock = clock;
    }

    /** An answer given before. */
    record Kept(int status, byte[] body, long position) {}

    /** The time in which a request under a key is at work on this node. */
    interface Running extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Takes the key for as long as the request runs. Throws {@code IDEMPOTENCY_KEY_IN_FLIGHT} while another one runs under
     * it on this node; on two nodes both run, and the second to commit finds the answer of the first.
     */
    Running begin(WriteRequest request) {
        if (request.idempotencyKey().isEmpty()) {
            return () -> {};
        }
        var name = scope(request) + "\n" + request.idempotencyKey().get();
        if (!running.add(name)) {
            throw Rejection.of(CommonRejection.IDEMPOTENCY_KEY_IN_FLIGHT).retryAfter(Duration.ofSeconds(1));
        }
        return () -> running.remove(name);
    }

    /** What the request was answered with; throws {@code IDEMPOTENCY_KEY_REUSED} where it was another request. */
    Optional<Kept> find(WriteRequest request, byte[] fingerprint) {
        return request.idempotencyKey()
                .flatMap(key -> reads.ask(new Asked(scope(request), key)))
                .map(row -> {
                    if (!MessageDigest.isEqual(row.fingerprint(), keyed(fingerprint))) {
                        throw Rejection.of(CommonRejection.IDEMPOTENCY_KEY_REUSED);
                    }
                    return new Kept(row.status(), sealer.open(row.answer()), row.position());
                });
    }

    private record Asked(String scope, String key) {}

    private record Row(byte[] fingerprint, int status, byte[] answer, long position) {}

    private List<Optional<Row>> read(List<Asked> questions) {
        var answers = new ArrayList<Optional<Row>>(Collections.nCopies(questions.size(), Optional.empty()));
        committed
                .sql(KEPT)
                .param(texts(questions.stream().map(Asked::scope).toList()))
                .param(texts(questions.stream().map(Asked::key).toList()))
                .query(row -> {
                    answers.set(
                            row.getInt("number") - 1,
                            Optional.of(new Row(
                                    row.getBytes("fingerprint"),
                                    row.getInt("status"),
                                    row.getBytes("answer"),
                                    row.getLong("position"))));
                });
        return answers;
    }

    private static SqlArrayValue texts(List<String> values) {
        return new SqlArrayValue("text", (Object[]) values.toArray(String[]::new));
    }

    /** The answer as it is kept, to be committed with what it answers; empty for a request without a key. */
    Optional<Receipt> receipt(WriteRequest request, byte[] fingerprint, int status, byte[] body) {
        return request.idempotencyKey()
                .map(key -> new Receipt(
                        scope(request), key, keyed(fingerprint), status, sealer.seal(body), clock.instant()));
    }

    /** Forgets answers older than a day. */
    public void forgetOld() {
        jdbc.sql("delete from log.receipt where at < ?")
                .param(clock.instant().minus(KEPT_FOR).atOffset(ZoneOffset.UTC))
                .update();
    }

    // A body may hold a password or a six-digit code; a bare digest of it could be guessed from a copy of the table.
    private byte[] keyed(byte[] fingerprint) {
        return secret.digest("idempotency-fingerprint", HexFormat.of().formatHex(fingerprint));
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
