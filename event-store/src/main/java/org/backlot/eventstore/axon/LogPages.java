package org.backlot.eventstore.axon;

import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.backlot.eventstore.LogReader;
import org.backlot.eventstore.StoredEvent;

/**
 * Walks the log page by page, so that no connection and no cursor is held while somebody works on an event. The next page
 * is read while this one is worked on.
 */
final class LogPages extends Spliterators.AbstractSpliterator<StoredEvent> {
    private static final Executor READING =
            task -> Thread.ofPlatform().daemon().name("log-pages").start(task);

    private final LogReader reader;
    private final int pageSize;
    private Iterator<StoredEvent> page = List.<StoredEvent>of().iterator();
    private CompletableFuture<List<StoredEvent>> next;

    LogPages(LogReader reader, long after, int pageSize) {
        super(Long.MAX_VALUE, ORDERED | NONNULL | IMMUTABLE);
        this.reader = reader;
        this.pageSize = pageSize;
        this.next = read(after);
    }

    @Override
    public boolean tryAdvance(Consumer<? super StoredEvent> action) {
        if (!page.hasNext()) {
            var events = taken();
            if (events.size() == pageSize) {
                next = read(events.getLast().position());
            } else {
                next = CompletableFuture.completedFuture(List.of());
            }
            page = events.iterator();
        }
        if (!page.hasNext()) {
            return false;
        }
        action.accept(page.next());
        return true;
    }

    private List<StoredEvent> taken() {
        try {
            return next.join();
        } catch (CompletionException e) {
            // As if it had been read by this thread.
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private CompletableFuture<List<StoredEvent>> read(long after) {
        return CompletableFuture.supplyAsync(() -> reader.after(after, pageSize), READING);
    }
}
