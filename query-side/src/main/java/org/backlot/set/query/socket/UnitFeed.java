// Why this file exists: each node follows the log once and tells the devices it holds, whoever rolled and wherever.
package org.backlot.set.query.socket;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.backlot.log.api.RecordedEvent;
import org.backlot.set.api.LiveSetEvent;
import org.backlot.set.query.socket.UnitStory.Device;
import org.backlot.shared.id.UnitId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands every change of a unit, and the beats of its mission clock, to the devices of the unit on this node. What it tells
 * comes from the log alone: it is on disk, in order and without a gap, and no cache has to be there for it.
 */
@Component
class UnitFeed implements SetAudience, SmartLifecycle {
    private final UnitHistory history;
    private final JsonMapper json;
    private final Clock clock;
    private final Duration interval;
    private final Heartbeat heartbeat;
    private final Map<UnitId, Watched> watched = new ConcurrentHashMap<>();
    private @Nullable Disposable ticking;

    /** A unit that somebody on this node watches, or is about to. Forgotten with the last of them. */
    private static final class Watched {
        private final UnitStory story;
        private final Set<Device> devices = ConcurrentHashMap.newKeySet();
        /** Completes when the history was read; it is read once for all who wait. */
        private final Mono<Void> begun;

        Watched(UnitStory story, Mono<Void> begun) {
            this.story = story;
            this.begun = begun;
        }
    }

    UnitFeed(
            UnitHistory history,
            JsonMapper json,
            Clock clock,
            @Value("${backlot.set.mission-clock-interval:1s}") Duration interval) {
        this.history = history;
        this.json = json;
        this.clock = clock;
        this.interval = interval;
        this.heartbeat = new Heartbeat(this::stories, clock);
    }

    /**
     * Shows a device where a unit stands, and then every change until it leaves. Fails where the log cannot be read; then
     * the device has not joined.
     *
     * @param after the offset of what the device has seen already
     */
    Mono<Void> join(UnitId unit, OptionalLong after, Device device) {
        return Mono.defer(() -> {
            var entry = Objects.requireNonNull(watched.compute(unit, (_, known) -> {
                var open = known == null ? open(unit) : known;
                open.devices.add(device);
                return open;
            }));
            return entry.begun
                    .doOnError(_ -> watched.remove(unit, entry))
                    .then(Mono.fromRunnable(() -> show(unit, after, device)));
        });
    }

    private Watched open(UnitId unit) {
        var story = new UnitStory(unit, json);
        return new Watched(
                story,
                Mono.<Void>fromRunnable(() -> story.begin(history.of(unit), history.epoch()))
                        .subscribeOn(Schedulers.boundedElastic())
                        .cache());
    }

    private void show(UnitId unit, OptionalLong after, Device device) {
        var entry = watched.get(unit);
        if (entry == null || !entry.devices.contains(device)) {
            // It left while the history was read.
            return;
        }
        entry.story.join(device, after);
        tick(entry.story, device);
        heartbeat.lookAgain();
        if (!entry.devices.contains(device)) {
            entry.story.leave(device);
        }
    }

    void leave(UnitId unit, Device device) {
        var entry = watched.computeIfPresent(unit, (_, known) -> {
            known.devices.remove(device);
            return known.devices.isEmpty() ? null : known;
        });
        if (entry != null) {
            entry.story.leave(device);
        }
    }

    @Override
    public void happened(RecordedEvent event) {
        if (event.payload() instanceof LiveSetEvent change) {
            var entry = watched.get(change.unitId());
            if (entry != null) {
                entry.story.take(event);
            }
        }
    }

    private Collection<UnitStory> stories() {
        return watched.values().stream().map(entry -> entry.story).toList();
    }

    @Override
    public synchronized void start() {
        ticking = Flux.interval(interval)
                .onBackpressureDrop()
                .subscribe(_ -> stories().forEach(this::tick));
        heartbeat.start();
    }

    @Override
    public synchronized void stop() {
        var running = ticking;
        if (running != null) {
            running.dispose();
            heartbeat.close();
        }
        ticking = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return ticking != null;
    }

    private void tick(UnitStory story) {
        var now = clock.instant();
        story.clock().ifPresent(made -> story.missionClock(ServerFrames.missionClock(json, story.unit(), made, now)));
    }

    private void tick(UnitStory story, Device device) {
        var now = clock.instant();
        story.clock().ifPresent(made -> device.missionClock(ServerFrames.missionClock(json, story.unit(), made, now)));
    }
}
