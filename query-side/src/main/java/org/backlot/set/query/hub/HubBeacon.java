// Why this file exists: a device that looks for a hub must not be sent to one that is gone.
package org.backlot.set.query.hub;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backlot.set.api.LiveSetKeys;
import org.backlot.set.query.BriefRedis;
import org.backlot.shared.id.IdSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Says again and again that this node's hub is there, and hears the same of the others: one question to Redis for both.
 * What it has heard last is answered from memory. Moments are those of Redis's own clock.
 */
@Component
public class HubBeacon implements SmartLifecycle {
    /** Gives for each hub how many nodes of it are there beside this one. */
    private static final String SAY_AND_HEAR = """
            local time = redis.call('time')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local own = tonumber(ARGV[3])
            local others = {}
            for place, hub in ipairs(KEYS) do
              redis.call('zremrangebyscore', hub, '-inf', string.format('%.0f', now))
              redis.call('zrem', hub, ARGV[1])
              table.insert(others, redis.call('zcard', hub))
              if place == own then
                redis.call('zadd', hub, string.format('%.0f', now + ARGV[2]), ARGV[1])
                redis.call('pexpire', hub, ARGV[2])
              end
            end
            return others
            """;

    private static final Logger LOG = LoggerFactory.getLogger(HubBeacon.class);
    /** A node is believed for so many rounds without a word. */
    private static final int ROUNDS_BELIEVED = 4;

    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(2);

    private final HubSettings settings;
    private final BriefRedis redis;
    private final Duration interval;
    private final String node;
    /** How many other nodes each hub has; nothing while nobody knows. */
    private volatile @Nullable Map<String, Long> others;

    private @Nullable Disposable going;

    public HubBeacon(
            HubSettings settings,
            BriefRedis redis,
            IdSource ids,
            @Value("${backlot.set.hub-interval:1s}") Duration interval) {
        this.settings = settings;
        this.redis = redis;
        this.interval = interval;
        this.node = ids.next().toString();
    }

    /** All hubs, and which of them are there. */
    public HubStanding.All all() {
        var known = others;
        var standings = settings.all().stream()
                .map(hub -> HubStanding.of(
                        hub,
                        isServedHere(hub)
                                ? Optional.of(true)
                                : Optional.ofNullable(known).map(nodes -> hasOthers(hub, nodes))))
                .toList();
        return new HubStanding.All(settings.served().orElse(null), standings);
    }

    /**
     * Where the devices of this node go when it stops: the hubs that are there without it, in configured order. Those of
     * which nobody knows are among them, the own one only if another node serves it too.
     */
    public List<Hub> withoutThisNode() {
        var known = others;
        return settings.all().stream()
                .filter(hub -> known == null ? !isServedHere(hub) : hasOthers(hub, known))
                .toList();
    }

    /** Whether there is anywhere to go at all. */
    public boolean isConfigured() {
        return !settings.all().isEmpty();
    }

    private boolean isServedHere(Hub hub) {
        return settings.served().filter(hub.name()::equals).isPresent();
    }

    private static boolean hasOthers(Hub hub, Map<String, Long> nodes) {
        return nodes.getOrDefault(hub.name(), 0L) > 0;
    }

    /** One round. */
    Mono<Void> sayAndHear() {
        return redis.<List<Long>>ask(commands -> commands.eval(
                        SAY_AND_HEAR,
                        ScriptOutputType.MULTI,
                        keys(),
                        node,
                        Long.toString(interval.multipliedBy(ROUNDS_BELIEVED).toMillis()),
                        Integer.toString(ownPlace())))
                .doOnNext(this::heard)
                .then()
                .onErrorResume(BriefRedis::isAway, _ -> Mono.fromRunnable(this::heardNothing));
    }

    private void heard(List<Long> counts) {
        var heard = new HashMap<String, Long>();
        for (int place = 0; place < counts.size(); place++) {
            heard.put(settings.all().get(place).name(), counts.get(place));
        }
        others = Map.copyOf(heard);
    }

    private void heardNothing() {
        if (others != null) {
            LOG.warn("Redis is away: nobody knows which hubs are there until it is back");
        }
        others = null;
    }

    /** Counted from 1; 0 where it serves none. */
    private int ownPlace() {
        return settings.served()
                .map(own -> settings.all().stream().map(Hub::name).toList().indexOf(own) + 1)
                .orElse(0);
    }

    private String[] keys() {
        return settings.all().stream()
                .map(hub -> LiveSetKeys.nodesOfHub(hub.name()))
                .toArray(String[]::new);
    }

    private Mono<Void> sayGoodbye() {
        return Mono.justOrEmpty(settings.served())
                .flatMap(hub -> redis.ask(commands -> commands.zrem(LiveSetKeys.nodesOfHub(hub), node)))
                .then()
                .onErrorComplete(BriefRedis::isAway);
    }

    @Override
    public synchronized void start() {
        going = isConfigured()
                ? Flux.interval(Duration.ZERO, interval)
                        .onBackpressureDrop()
                        .concatMap(
                                _ -> sayAndHear().onErrorResume(error -> {
                                    LOG.error("A round of hubs failed; the next one comes soon", error);
                                    return Mono.empty();
                                }),
                                1)
                        .subscribe()
                : Flux.never().subscribe();
    }

    @Override
    public synchronized void stop() {
        Optional.ofNullable(going).ifPresent(rounds -> {
            rounds.dispose();
            sayGoodbye().timeout(LONGEST_GOODBYE, Mono.empty()).block();
        });
        going = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return going != null;
    }
}
