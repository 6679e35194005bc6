package org.backlot.identity.command.account;

import java.util.Optional;
import org.backlot.identity.api.PasswordHash;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Argon2id on threads of its own: no more at once than there are cores, so that a flood of sign-ins takes neither all the
 * memory nor the threads that others need. Parameters as OWASP's Password Storage Cheat Sheet gives them: 19 MiB, two
 * passes, one lane.
 */
@Component
public final class PasswordHashing {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LONGEST_QUEUE = 1_000;
    private static final int IDLE_SECONDS = 60;

    private final Argon2PasswordEncoder encoder =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final Scheduler threads = Schedulers.newBoundedElastic(
            Math.max(2, Runtime.getRuntime().availableProcessors()), LONGEST_QUEUE, "passwords", IDLE_SECONDS, true);
    private final String nobodysHash = encoded("nobody has this password");

    /** The hash to keep for a password. */
    public Mono<PasswordHash> hash(String password) {
        return Mono.fromCallable(() -> new PasswordHash(encoded(password))).subscribeOn(threads);
    }

    /** Whether the password belongs to the hash. Without a hash the answer is no, after the same work. */
    public Mono<Boolean> matches(String password, Optional<PasswordHash> hash) {
        return Mono.fromCallable(() -> {
                    boolean same = encoder.matches(
                            password, hash.map(PasswordHash::value).orElse(nobodysHash));
                    return same && hash.isPresent();
                })
                .subscribeOn(threads);
    }

    private String encoded(String password) {
        return Optional.ofNullable(encoder.encode(password)).orElseThrow();
    }
}
