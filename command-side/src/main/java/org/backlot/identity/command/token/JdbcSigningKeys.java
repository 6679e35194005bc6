package org.backlot.identity.command.token;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.backlot.shared.Sealer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Signing keys in PostgreSQL, the private halves sealed; each node keeps a copy that is never older than a minute. */
@Component
public final class JdbcSigningKeys implements SigningKeys {
    /** Longer than any node's copy is old, so that a key is known everywhere before it signs. */
    static final Duration PUBLISHED_BEFORE_SIGNING = Duration.ofMinutes(5);

    private static final Duration OLDEST_COPY = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final int BITS = 2048;
    private static final long LOCK = 0x6261_636b_6c6f_7401L;

    private record Copy(List<SigningKey> keys, Instant readAt) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Sealer sealer;
    private final SecureRandom random;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Copy copy = new Copy(List.of(), Instant.MIN);

    public JdbcSigningKeys(
            JdbcClient jdbc, PlatformTransactionManager transactions, Sealer sealer, SecureRandom random, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.sealer = sealer;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public SigningKey current() {
        return signing(keysNoOlderThan(OLDEST_COPY)).orElseGet(this::first);
    }

    @Override
    public Optional<SigningKey> find(String kid) {
        return named(kid, keysNoOlderThan(OLDEST_COPY)).or(() -> named(kid, keysNoOlderThan(BETWEEN_LOOKS)));
    }

    @Override
    public List<SigningKey> published() {
        if (keysNoOlderThan(BETWEEN_LOOKS).isEmpty()) {
            first();
        }
        var now = clock.instant();
        return keysNoOlderThan(BETWEEN_LOOKS).stream()
                .filter(key -> !retired(key, now))
                .toList();
    }

    @Override
    public SigningKey rotate() {
        current();
        var now = clock.instant();
        var key = generated(now.plus(PUBLISHED_BEFORE_SIGNING));
        transaction.executeWithoutResult(_ -> {
            lock();
            jdbc.sql("delete from signing_key where retires_at < ?")
                    .param(at(now))
                    .update();
            jdbc.sql("update signing_key set retires_at = ? where retires_at is null")
                    .param(at(key.signsFrom().plus(AccessTokens.LIVES).plus(OLDEST_COPY)))
                    .update();
            insert(key, now);
        });
        readAnewAfterCommit();
        return key;
    }

    // Within the transaction of a request the new row is not there for anybody else yet: looking earlier would keep the
    // old keys for another while.
    private void readAnewAfterCommit() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    forgetCopy();
                }
            });
        } else {
            forgetCopy();
        }
    }

    private void forgetCopy() {
        copy = new Copy(copy.keys(), Instant.MIN);
    }

    private Optional<SigningKey> signing(List<SigningKey> keys) {
        var now = clock.instant();
        return keys.stream()
                .filter(key -> !key.signsFrom().isAfter(now) && !retired(key, now))
                .max(Comparator.comparing(SigningKey::signsFrom));
    }

    private Optional<SigningKey> named(String kid, List<SigningKey> keys) {
        var now = clock.instant();
        return keys.stream()
                .filter(key -> key.kid().equals(kid) && !retired(key, now))
                .findFirst();
    }

    // Two nodes may start at once on an empty database: the lock lets one make the key, and the other find it.
    private SigningKey first() {
        var made = transaction.execute(_ -> {
            lock();
            return signing(read()).orElseGet(() -> {
                var now = clock.instant();
                var key = generated(now);
                insert(key, now);
                return key;
            });
        });
        readAnewAfterCommit();
        return Optional.ofNullable(made).orElseThrow();
    }

    private List<SigningKey> keysNoOlderThan(Duration age) {
        var oldest = clock.instant().minus(age);
        if (copy.readAt().isAfter(oldest)) {
            return copy.keys();
        }
        reading.lock();
        try {
            if (!copy.readAt().isAfter(oldest)) {
                copy = new Copy(read(), clock.instant());
            }
            return copy.keys();
        } finally {
            reading.unlock();
        }
    }

    private List<SigningKey> read() {
        return jdbc.sql("select kid, private_key, public_key, signs_from, retires_at from signing_key"
                        + " order by signs_from desc")
                .query((row, _) -> {
                    try {
                        var rsa = KeyFactory.getInstance("RSA");
                        return new SigningKey(
                                row.getString("kid"),
                                rsa.generatePrivate(new PKCS8EncodedKeySpec(sealer.open(row.getBytes("private_key")))),
                                (RSAPublicKey) rsa.generatePublic(new X509EncodedKeySpec(row.getBytes("public_key"))),
                                row.getObject("signs_from", OffsetDateTime.class)
                                        .toInstant(),
                                Optional.ofNullable(row.getObject("retires_at", OffsetDateTime.class))
                                        .map(OffsetDateTime::toInstant));
                    } catch (GeneralSecurityException e) {
                        throw new IllegalStateException("a signing key in the database is not an RSA key", e);
                    }
                })
                .list();
    }

    private void insert(SigningKey key, Instant now) {
        jdbc.sql(
                        "insert into signing_key (kid, private_key, public_key, created_at, signs_from) values (?, ?, ?, ?, ?)")
                .params(
                        key.kid(),
                        sealer.seal(key.privateKey().getEncoded()),
                        key.publicKey().getEncoded(),
                        at(now),
                        at(key.signsFrom()))
                .update();
    }

    private SigningKey generated(Instant signsFrom) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS, random);
            var pair = generator.generateKeyPair();
            var publicKey = (RSAPublicKey) pair.getPublic();
            return new SigningKey(
                    JsonWebKey.thumbprint(publicKey), pair.getPrivate(), publicKey, signsFrom, Optional.empty());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java makes RSA keys", e);
        }
    }

    private void lock() {
        jdbc.sql("select pg_advisory_xact_lock(?)")
                .param(LOCK)
                .query((_, _) -> true)
                .single();
    }

    private static boolean retired(SigningKey key, Instant now) {
        return key.retiresAt().filter(time -> !now.isBefore(time)).isPresent();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
