package org.backlot.casting.query.search.memory;

import java.util.Collection;
import java.util.EnumMap;
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
 * All that can be found and what is shown of it, in memory, for many readers and one writer; and which talents others may see
 * and who is verified, as far as that was copied.
 */
public final class MemoryIndex {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final WordBook words = new WordBook();
    private final People people = new People();
    private final Map<SearchKind, Shelf> shelves = new EnumMap<>(SearchKind.class);

    private volatile long peopleUpTo;

    public MemoryIndex() {
        for (var kind : SearchKind.values()) {
            shelves.put(kind, new Shelf(kind, words, people));
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

    /** What is known of somebody now, whether anything of them is here or not. */
    public void know(KnownPerson person) {
        writing(() -> people.know(person));
    }

    /** What was copied of people is what held at this position of the log, or later. */
    public void sawPeopleUpTo(long position) {
        peopleUpTo = position;
    }

    /**
     * The position of the log up to which people are known. To be asked before {@link #find}: whatever has changed since is
     * to be looked up.
     */
    public long peopleUpTo() {
        return peopleUpTo;
    }

    /** How many there are, of all kinds. */
    public int size() {
        return reading(() -> shelves.values().stream().mapToInt(Shelf::size).sum());
    }

    /** The words that have one of these keys. */
    public Set<Known> known(Collection<String> keys) {
        return reading(() -> words.of(keys));
    }

    /** The best of what is wanted. */
    public Matching find(Wanted wanted) {
        return reading(() -> shelf(wanted.kind()).find(wanted));
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
