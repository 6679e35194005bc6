package org.backlot.eventstore.axon;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Spliterators;
import java.util.function.Consumer;
import org.backlot.eventstore.LogReader;
import org.backlot.eventstore.StoredEvent;

/** Walks the log page by page, so that no connection and no cursor is held while somebody works on an event. */
final class LogPages extends Spliterators.AbstractSpliterator<StoredEvent> {
    private final LogReader reader;
    private final int pageSize;
    private final Deque<StoredEvent> page = new ArrayDeque<>();
    private long position;
    private boolean ended;

    LogPages(LogReader reader, long after, int pageSize) {
        super(Long.MAX_VALUE, ORDERED | NONNULL | IMMUTABLE);
        this.reader = reader;
        this.position = after;
        this.pageSize = pageSize;
    }

    @Override
    public boolean tryAdvance(Consumer<? super StoredEvent> action) {
        if (page.isEmpty() && !ended) {
            var next = reader.after(position, pageSize);
            page.addAll(next);
            ended = next.size() < pageSize;
        }
        var event = page.poll();
        if (event == null) {
            return false;
        }
        position = event.position();
        action.accept(event);
        return true;
    }
}
