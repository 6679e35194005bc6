// Why this file exists: a device that reads slowly must cost the node a bounded amount of memory and nobody else any
// time, and what it reads must not be old news.
package org.backlot.set.query.socket;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What waits to be sent to one device. Answers come first and are never left out: too many of them end the conversation.
 * Changes are kept up to a limit; beyond it they give way to the latest state. Of the mission clock, of the beats and
 * of who is there the latest alone is kept.
 *
 * <p>While the connection takes no more, few changes are kept: whatever waits is older by all that the device has yet
 * to read, so it is soon told where the unit stands and not how it came there.
 *
 * <p>What is on its way to a device waits in places that nobody here can look into. A device that is paced says what it has
 * read, and is told nothing more before that but answers: so what it reads is old by one way and by its own reading.
 *
 * <p>Offers never block and come from any thread. What waits is taken all at once, and nothing more until that is on the
 * wire, so what the line holds is bounded too.
 */
final class Outbox {
    /** So many changes wait for a paced device: of two, it is told where the unit stands. */
    private static final int WHILE_PACED = 1;

    /** So many changes wait for a connection that takes no more: not one short stall costs a device a change. */
    private static final int USUAL_WHILE_STALLED = 8;

    private final int limit;
    private final int limitWhileStalled;
    private final Deque<Frame> answers = new ArrayDeque<>();
    private final Deque<Frame> changes = new ArrayDeque<>();
    private final Sinks.Empty<Void> ended = Sinks.empty();
    private @Nullable Frame latestState;
    private @Nullable Frame latestClock;
    private @Nullable Frame latestBeat;
    private @Nullable Frame latestPresence;
    private @Nullable Line line;
    private boolean completed;
    /** Whether the line has been woken and has not yet sent all that it took. */
    private boolean underWay;
    /** Whether the connection did not take all of it at once. */
    private boolean stalled;
    /** Whether the device says what it has read. */
    private boolean paced;
    /** Whether it was told of a change last, and not of the clock and the like. */
    private boolean wasChange;
    /** How many frames the line took, ever, and how many of them the device has read. */
    private long taken;

    private long seen;

    /** @param limit how many answers, and how many changes, may wait */
    Outbox(int limit) {
        this(limit, Math.min(limit, USUAL_WHILE_STALLED));
    }

    /** @param limitWhileStalled how many changes may wait while the connection takes no more */
    Outbox(int limit, int limitWhileStalled) {
        this.limit = limit;
        this.limitWhileStalled = limitWhileStalled;
    }

    /** From now on what waits is sent by this line. */
    void connect(Line way) {
        synchronized (this) {
            line = way;
        }
        wake();
    }

    /** Completes when the outbox was completed and its last frame is on the wire. */
    Mono<Void> ended() {
        return ended.asMono();
    }

    /**
     * An answer to this device.
     *
     * @return false where too many answers wait already: the device sends but does not read
     */
    boolean answer(Frame frame) {
        synchronized (this) {
            if (answers.size() >= limit) {
                return false;
            }
            answers.add(frame);
        }
        wake();
        return true;
    }

    /**
     * A change for all devices.
     *
     * @param state the state after it
     */
    void change(Frame frame, Frame state) {
        synchronized (this) {
            if (latestState != null || changes.size() >= mostChanges()) {
                changes.clear();
                latestState = state;
            } else {
                changes.add(frame);
            }
        }
        wake();
    }

    private int mostChanges() {
        if (paced) {
            return WHILE_PACED;
        }
        return stalled ? limitWhileStalled : limit;
    }

    /** Whether the device has yet to say that it has read what it was told. The last words do not wait for that. */
    private boolean isUnseen() {
        return paced && seen < taken && !completed;
    }

    /** From now on the device says what it has read, or does so no more. */
    void pace(boolean wanted) {
        synchronized (this) {
            paced = wanted;
        }
        wake();
    }

    /**
     * The device has read so many frames since it connected.
     *
     * @return false where that cannot be
     */
    boolean seen(long frames) {
        synchronized (this) {
            if (frames < seen || frames > taken) {
                return false;
            }
            seen = frames;
        }
        wake();
        return true;
    }

    /** A reading of the mission clock. */
    void clock(Frame frame) {
        synchronized (this) {
            latestClock = frame;
        }
        wake();
    }

    /** A frame of the timecode begins. */
    void beat(Frame frame) {
        synchronized (this) {
            latestBeat = frame;
        }
        wake();
    }

    /** Who is on the unit's channel. */
    void presence(Frame frame) {
        synchronized (this) {
            latestPresence = frame;
        }
        wake();
    }

    /** Nothing more will be said; what waits is still sent. */
    void complete() {
        synchronized (this) {
            completed = true;
        }
        wake();
    }

    /** How many frames wait. */
    synchronized int waiting() {
        return answers.size()
                + changes.size()
                + (latestState == null ? 0 : 1)
                + (latestClock == null ? 0 : 1)
                + (latestBeat == null ? 0 : 1)
                + (latestPresence == null ? 0 : 1);
    }

    /** The line takes all that may be sent, in the order in which it is to be. */
    synchronized List<Frame> take() {
        var all = new ArrayList<Frame>(answers.size() + changes.size() + 1);
        all.addAll(answers);
        answers.clear();
        if (!paced || completed) {
            takeNews(all);
        } else if (!isUnseen() && all.isEmpty()) {
            takeOneOfTheNews(all);
        }
        taken += all.size();
        return all;
    }

    // In turns, where both wait: a unit on which much happens must not keep its clock from a slow device for ever.
    private void takeOneOfTheNews(List<Frame> all) {
        if (wasChange) {
            takeOneReading(all);
        }
        wasChange = all.isEmpty();
        if (wasChange) {
            takeOneChange(all);
        }
        if (all.isEmpty()) {
            takeOneReading(all);
        }
    }

    private void takeOneChange(List<Frame> all) {
        if (changes.isEmpty()) {
            addTo(all, latestState);
            latestState = null;
        } else {
            all.add(changes.remove());
        }
    }

    private void takeOneReading(List<Frame> all) {
        if (latestClock != null) {
            all.add(latestClock);
            latestClock = null;
        } else if (latestBeat != null) {
            all.add(latestBeat);
            latestBeat = null;
        } else {
            addTo(all, latestPresence);
            latestPresence = null;
        }
    }

    private void takeNews(List<Frame> all) {
        all.addAll(changes);
        changes.clear();
        addTo(all, latestState);
        latestState = null;
        addTo(all, latestClock);
        latestClock = null;
        addTo(all, latestBeat);
        latestBeat = null;
        addTo(all, latestPresence);
        latestPresence = null;
    }

    private static void addTo(List<Frame> all, @Nullable Frame frame) {
        if (frame != null) {
            all.add(frame);
        }
    }

    /** The connection does not take all that the line took: the device, or the way to it, is slow. */
    synchronized void stalled() {
        stalled = true;
    }

    /** What the line took is on the wire. */
    void sent() {
        synchronized (this) {
            underWay = false;
            stalled = false;
        }
        wake();
    }

    private void wake() {
        @Nullable Line woken = null;
        boolean over = false;
        synchronized (this) {
            if (!underWay) {
                if (waiting() == 0) {
                    over = completed;
                } else if (line != null && (!isUnseen() || !answers.isEmpty())) {
                    underWay = true;
                    woken = line;
                }
            }
        }
        if (woken != null) {
            woken.wake();
        }
        if (over) {
            ended.tryEmitEmpty();
        }
    }
}
