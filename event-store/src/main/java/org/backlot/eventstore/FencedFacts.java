package org.backlot.eventstore;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Facts kept in memory with where the {@link Fence} stood when they were read. They may have been taken away since: who
 * leans on one has the commit held to its fence.
 *
 * @param <K> what is asked
 * @param <V> what was answered
 */
public final class FencedFacts<K, V> {
    private static final int MOST = 50_000;

    /** @param fence where the fence stood when it was so */
    public record Fact<V>(V value, long fence) {}

    private final Map<K, Fact<V>> facts = new ConcurrentHashMap<>();
    private final AtomicLong highest = new AtomicLong();

    public void keep(K key, Fact<V> fact) {
        highest.accumulateAndGet(fact.fence(), Math::max);
        if (facts.size() >= MOST) {
            // Seldom, and cheaper than to know which was asked for longest ago.
            facts.clear();
        }
        facts.put(key, fact);
    }

    /** What is known; empty where nothing is, or where something has been taken away since from anybody. */
    public Optional<Fact<V>> find(K key) {
        return Optional.ofNullable(facts.get(key)).filter(fact -> fact.fence() >= highest.get());
    }
}
