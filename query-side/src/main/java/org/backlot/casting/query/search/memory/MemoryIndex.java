package org.backlot.casting.query.search.memory;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.query.search.AskedWords.Known;

/**
 * All that can be found, in memory, for many readers and one writer; and which talents others may see, as far as that was
 * copied.
 */
public final class MemoryIndex {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final WordBook words = new WordBook();
    private final Map<SearchKind, Shelf> shelves = new EnumMap<>(SearchKind.class);

    private volatile long accessPosition;

    public MemoryIndex() {
        for (var kind : SearchKind.values()) {
            shelves.put(kind, new Shelf(kind, words));
        }
    }

    /** Puts something in, in place of what was there of it. */
    public void put(SearchKind kind, Entry entry) {
        writing(() -> shelf(kind).put(entry));
    }

    /** Takes something out, if it is there. */
    public void remove(SearchKind kind, UUID id) {
        writing(() -> shelf(kind).remove(id));
    }

    /** Others may see a talent, or may not any more. Calls that can be found are open to all. */
    public void show(UUID talent, boolean may) {
        writing(() -> shelf(SearchKind.TALENT).show(talent, may));
    }

    /** What was copied of who may be seen is what held at this position of the log, or later. */
    public void sawAccessUpTo(long position) {
        accessPosition = position;
    }

    /**
     * The position of the log up to which it is known who may be seen. To be asked before {@link #best}: whatever has changed
     * since is to be looked up.
     */
    public long accessPosition() {
        return accessPosition;
    }

    /** How many there are, of all kinds. */
    public int size() {
        return reading(() -> shelves.values().stream().mapToInt(Shelf::size).sum());
    }

    /** The words that have one of these keys. */
    public Set<Known> known(Collection<String> keys) {
        return reading(() -> words.of(keys));
    }

    /** The best of what is wanted, the best first, with those who may not be seen. */
    public List<Candidate> best(Wanted wanted) {
        return reading(() -> shelf(wanted.kind()).best(wanted));
    }

    private Shelf shelf(SearchKind kind) {
        return Objects.requireNonNull(shelves.get(kind));
    }

    private void writing(Runnable change) {
        lock.writeLock().lock();
        try {
            change.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private <T> T reading(Supplier<T> look) {
        lock.readLock().lock();
        try {
            return look.get();
        } finally {
            lock.readLock().unlock();
        }
    }
}
