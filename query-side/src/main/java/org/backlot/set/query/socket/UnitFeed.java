// Why this file exists: each node listens to Redis once and tells the devices it holds, whoever rolled and wherever.
package org.backlot.set.query.socket;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateAdapter;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.backlot.set.api.LiveSetKeys;
import org.backlot.set.api.UnitClock;
import org.backlot.shared.id.UnitId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;

/** Hands every change of a unit, and the beats of its mission clock, to the devices of the unit on this node. */
@Component
class UnitFeed implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(UnitFeed.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    /** One device that has joined. Must not block. */
    interface Device {
        void changed(UnitChange change);

        void missionClock(String frame);

        /** Redis is away: what is shown may be old. */
        void degraded();

        /** Redis is back: changes may have been missed. */
        void restored();
    }

    private final RedisClient redis;
    private final JsonMapper json;
    private final Clock clock;
    private final Duration beat;
    private final Map<UnitId, Set<Device>> devices = new ConcurrentHashMap<>();
    private final Map<UnitId, UnitClock> clocks = new ConcurrentHashMap<>();
    private Disposable.@Nullable Composite running;
    private volatile boolean live;

    UnitFeed(
            RedisClient redis,
            JsonMapper json,
            Clock clock,
            @Value("${backlot.set.mission-clock-interval:1s}") Duration beat) {
        this.redis = redis;
        this.json = json;
        this.clock = clock;
        this.beat = beat;
    }

    void join(UnitId unit, Device device) {
        devices.computeIfAbsent(unit, _ -> ConcurrentHashMap.newKeySet()).add(device);
    }

    void leave(UnitId unit, Device device) {
        devices.computeIfPresent(unit, (_, joined) -> {
            joined.remove(device);
            return joined.isEmpty() ? null : joined;
        });
        if (!devices.containsKey(unit)) {
            clocks.remove(unit);
        }
    }

    /** From now on the unit's mission clock is sent, beginning with a reading of this moment. */
    void runClock(UnitId unit, UnitClock unitClock, Device device) {
        clocks.put(unit, unitClock);
        device.missionClock(ServerFrames.missionClock(json, unit, unitClock, clock.instant()));
    }

    /** Whether changes reach this node. */
    boolean live() {
        return live;
    }

    @Override
    public synchronized void start() {
        var parts = Disposables.composite();
        parts.add(Mono.fromCallable(redis::connectPubSub)
                .subscribeOn(Schedulers.boundedElastic())
                .doOnError(error -> LOG.warn("The live set is not reachable yet: {}", error.getMessage()))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, TRY_AGAIN))
                .subscribe(connection -> {
                    parts.add(connection::close);
                    listen(connection);
                }));
        parts.add(Flux.interval(beat).onBackpressureDrop().subscribe(_ -> tick()));
        running = parts;
    }

    @Override
    public synchronized void stop() {
        var parts = running;
        if (parts != null) {
            parts.dispose();
        }
        running = null;
        live = false;
    }

    @Override
    public synchronized boolean isRunning() {
        return running != null;
    }

    private void listen(StatefulRedisPubSubConnection<String, String> connection) {
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String pattern, String channel, String message) {
                UnitFeed.this.message(channel, message);
            }

            @Override
            public void psubscribed(String pattern, long count) {
                // Said at first and after each broken connection.
                live = true;
                devices.values().forEach(joined -> joined.forEach(Device::restored));
            }
        });
        connection.addListener(new RedisConnectionStateAdapter() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> broken) {
                live = false;
                devices.values().forEach(joined -> joined.forEach(Device::degraded));
            }
        });
        connection.async().psubscribe(LiveSetKeys.ALL_CHANNELS);
    }

    private void message(String channel, String message) {
        UnitId unit;
        try {
            unit = UnitId.parse(channel.substring(channel.indexOf(':') + 1));
        } catch (IllegalArgumentException e) {
            return;
        }
        var joined = devices.get(unit);
        if (joined == null) {
            return;
        }
        UnitChange.read(json, message)
                .ifPresentOrElse(
                        change -> {
                            change.clock().ifPresent(known -> clocks.put(unit, known));
                            joined.forEach(device -> device.changed(change));
                        },
                        () -> LOG.warn("A message on {} is not a change of a unit", channel));
    }

    private void tick() {
        var now = clock.instant();
        clocks.forEach((unit, unitClock) -> {
            var joined = devices.get(unit);
            if (joined != null) {
                var frame = ServerFrames.missionClock(json, unit, unitClock, now);
                joined.forEach(device -> device.missionClock(frame));
            }
        });
    }
}
