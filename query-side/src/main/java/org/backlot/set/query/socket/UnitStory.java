// Why this file exists: state and changes must reach a device in one order without a gap, and the log has that order.
package org.backlot.set.query.socket;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.backlot.log.api.RecordedEvent;
import org.backlot.set.api.LiveSetEvent;
import org.backlot.set.api.LiveSetState;
import org.backlot.set.api.UnitClock;
import org.backlot.set.query.UnitState;
import org.backlot.shared.id.UnitId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One unit as its devices on this node see it: where it stands, what has changed lately, and who is told. Events are
 * taken in the order of the log and each once, so a device that joins at any moment is shown a state, and then exactly
 * what comes after it.
 */
final class UnitStory {
    /** How many changes are kept for devices that come back. */
    private static final int KEPT = 100;

    /** One device that watches the unit. It is told everything under the lock of the story, and must not wait. */
    interface Device {
        /**
         * Where the unit stands.
         *
         * @param missed the changes since what the device had seen, oldest first; empty where it has seen nothing
         * @param gap whether there were more than are kept
         */
        void joined(UnitState state, Optional<List<UnitChange>> missed, boolean gap);

        void changed(UnitChange change);

        void missionClock(Frame frame);

        /** A frame of the unit's timecode begins. */
        void beat(Frame frame);

        /** Whether it wants to hear of every frame that begins. */
        boolean wantsBeats();

        /** Which changes it wants to hear of. */
        Interest interest();
    }

    private final UnitId unit;
    private final JsonMapper json;
    /** A device may leave while it is told something. */
    private final Set<Device> devices = ConcurrentHashMap.newKeySet();

    private final Deque<UnitChange> recent = new ArrayDeque<>();
    private LiveSetState state = LiveSetState.none();
    /** What has come before the history was read; nothing after that. */
    private @Nullable List<RecordedEvent> early = new ArrayList<>();

    private String epoch = "";
    private long offset;
    /** The offset of the last change that is no longer kept. */
    private long forgotten;

    private int beating;

    UnitStory(UnitId unit, JsonMapper json) {
        this.unit = unit;
        this.json = json;
    }

    /** Begins with all that the log has of the unit. */
    synchronized void begin(List<RecordedEvent> history, String log) {
        var meanwhile = early;
        early = null;
        epoch = log;
        history.forEach(this::take);
        if (meanwhile != null) {
            meanwhile.forEach(this::take);
        }
    }

    /** Takes the next event, unless it was in the history. */
    synchronized void take(RecordedEvent event) {
        if (early != null) {
            early.add(event);
        } else if (event.position() > offset && event.payload() instanceof LiveSetEvent happened) {
            offset = event.position();
            state = LiveSetState.evolve(state, happened).at(offset, epoch);
            UnitChange.of(json, happened, state).ifPresent(this::tell);
        }
    }

    private void tell(UnitChange change) {
        recent.add(change);
        if (recent.size() > KEPT) {
            forgotten = recent.remove().offset();
        }
        for (var device : devices) {
            if (device.interest().includes(change)) {
                device.changed(change);
            }
        }
    }

    /** Shows a device where the unit stands; from now on it hears of every change. */
    synchronized void join(Device device, OptionalLong after) {
        var now = UnitState.of(unit.toString(), state.fields());
        // Who claims to have seen what is yet to come has seen another log.
        boolean comesBack = after.isPresent() && after.getAsLong() <= offset;
        var missed = comesBack
                ? Optional.of(since(after.getAsLong(), device.interest()))
                : Optional.<List<UnitChange>>empty();
        device.joined(now, missed, comesBack && after.getAsLong() < forgotten);
        if (devices.add(device) && device.wantsBeats()) {
            beating++;
        }
    }

    private List<UnitChange> since(long seen, Interest interest) {
        return recent.stream()
                .filter(change -> change.offset() > seen && interest.includes(change))
                .toList();
    }

    synchronized void leave(Device device) {
        if (devices.remove(device) && device.wantsBeats()) {
            beating--;
        }
    }

    /** What the unit's mission clock is made of; empty while the unit is not open. */
    synchronized Optional<UnitClock> clock() {
        return UnitState.of(unit.toString(), state.fields()).clock();
    }

    synchronized void missionClock(Frame frame) {
        devices.forEach(device -> device.missionClock(frame));
    }

    /** Whether anybody wants to hear of every frame that begins. */
    synchronized boolean isBeating() {
        return beating > 0;
    }

    synchronized void beat(Frame frame) {
        for (var device : devices) {
            if (device.wantsBeats()) {
                device.beat(frame);
            }
        }
    }

    UnitId unit() {
        return unit;
    }
}
