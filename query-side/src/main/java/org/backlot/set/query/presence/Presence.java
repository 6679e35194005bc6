// Why this file exists: whoever runs a unit asks who is watching, and a unit's devices are spread over several nodes.
package org.backlot.set.query.presence;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.backlot.set.query.BriefRedis;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.IdSource;
import org.backlot.shared.id.UnitId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which devices are on which unit's channel. Coming and going is noted in memory; what other nodes are to know is written
 * in rounds, once for each unit, and in full only where somebody has come or gone.
 */
@Component
public class Presence {
    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);
    /** A node is believed for so many rounds without a word. */
    private static final int ROUNDS_BELIEVED = 4;

    private static final int AT_ONCE = 16;

    private final PresenceStore store;
    private final IdSource ids;
    private final Clock clock;
    private final Map<UnitId, HereOnUnit> units = new ConcurrentHashMap<>();
    private volatile boolean away;

    public Presence(
            BriefRedis redis,
            JsonMapper json,
            IdSource ids,
            Clock clock,
            @Value("${backlot.set.presence-interval:1s}") Duration interval) {
        this.store = new PresenceStore(redis, json, ids.next().toString(), interval.multipliedBy(ROUNDS_BELIEVED));
        this.ids = ids;
        this.clock = clock;
    }

    /** Names a new connection. */
    public ConnectionId newConnection() {
        return new ConnectionId(ids.next());
    }

    /** A device has joined a unit on this node. */
    public void arrives(UnitId unit, ConnectionId connection, AccountId account, boolean heartbeat) {
        units.compute(unit, (_, known) -> {
            var here = known == null ? new HereOnUnit() : known;
            here.add(new PresentDevice(connection, account, clock.instant(), heartbeat));
            return here;
        });
    }

    /** It has left again. */
    public void leaves(UnitId unit, ConnectionId connection) {
        // Kept, though it may be empty now, until the next round has told so.
        units.computeIfPresent(unit, (_, here) -> {
            here.remove(connection);
            return here;
        });
    }

    /** The devices of this node alone. */
    public UnitDevices here(UnitId unit) {
        return NodeDevices.together(unit, List.of(ours(unit)), false);
    }

    /** The devices of all nodes; those of this node alone where Redis is away. */
    public Mono<UnitDevices> on(UnitId unit) {
        return store.others(unit)
                .map(others -> {
                    var all = new ArrayList<>(others);
                    all.add(ours(unit));
                    return NodeDevices.together(unit, all, true);
                })
                .onErrorResume(BriefRedis::isAway, _ -> Mono.fromSupplier(() -> here(unit)));
    }

    private NodeDevices ours(UnitId unit) {
        var here = units.get(unit);
        return here == null ? new NodeDevices(0, List.of()) : here.look().devices();
    }

    /** Tells the other nodes who is here. The answer is whether Redis took it. */
    public Mono<Boolean> publish() {
        if (units.isEmpty()) {
            return Mono.just(true);
        }
        return Flux.fromIterable(units.entrySet())
                .flatMap(unit -> publish(unit.getKey(), unit.getValue()), AT_ONCE)
                .then(Mono.fromSupplier(() -> {
                    if (away) {
                        LOG.info("Redis is back: the devices of all nodes are seen again");
                    }
                    away = false;
                    return true;
                }))
                .onErrorResume(
                        BriefRedis::isAway,
                        _ -> Mono.fromSupplier(() -> {
                            if (!away) {
                                LOG.warn("Redis is away: each node sees its own devices only until it is back");
                            }
                            away = true;
                            return false;
                        }));
    }

    private Mono<Void> publish(UnitId unit, HereOnUnit here) {
        var seen = here.look();
        if (seen.devices().total() == 0) {
            units.computeIfPresent(unit, (_, known) -> known.isEmpty() ? null : known);
            return store.withdraw(unit);
        }
        var confirmed = seen.published() ? store.confirm(unit) : Mono.just(false);
        return confirmed
                .flatMap(known -> known ? Mono.<Void>empty() : store.write(unit, seen.devices()))
                .then(Mono.fromRunnable(() -> here.published(seen)));
    }

    /** This node stops: its devices go elsewhere. */
    public Mono<Void> withdraw() {
        return Flux.fromIterable(units.keySet())
                .flatMap(store::withdraw, AT_ONCE)
                .then()
                .onErrorComplete(BriefRedis::isAway);
    }
}
