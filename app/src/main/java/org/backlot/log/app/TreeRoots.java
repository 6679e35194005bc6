package org.backlot.log.app;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.backlot.log.api.CompletenessProof;
import org.springframework.stereotype.Component;

/** The roots that exports end with, from the stored tree. It grows about a second behind the log, so it is waited for. */
@Component
final class TreeRoots implements CompletenessProof {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final SignedTree signed;
    private final Clock clock;

    TreeRoots(SignedTree signed, Clock clock) {
        this.signed = signed;
        this.clock = clock;
    }

    @Override
    public Optional<Root> rootUpTo(long position) {
        var tree = signed.open().tree();
        long size = position + 1;
        var deadline = clock.instant().plus(LONGEST_WAIT);
        while (tree.size() < size) {
            if (clock.instant().isAfter(deadline)) {
                return Optional.empty();
            }
            try {
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
        return Optional.of(new Root(size, tree.root(size).toBase64()));
    }
}
