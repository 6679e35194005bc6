// Why this file exists: presence must never slow down what is told of the set, so it goes its own rounds beside it.
package org.backlot.set.query.socket;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.backlot.identity.api.access.Permission;
import org.backlot.identity.query.access.ReactiveGate;
import org.backlot.identity.query.access.ReactiveGate.Asked;
import org.backlot.set.query.presence.Presence;
import org.backlot.set.query.presence.UnitDevices;
import org.backlot.shared.id.AccountId;
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
import tools.jackson.databind.json.JsonMapper;

/**
 * Each round this node says who is on its channels, and tells the leads among its devices who is on theirs: once for all
 * leads of a unit, and only where it is not what they were told last.
 */
@Component
class PresenceRounds implements SmartLifecycle {
    /** Who may see the devices of a unit: whoever may add units and plan their work. */
    static final Permission TO_SEE = Permission.PLAN_PRODUCTION;

    private static final Logger LOG = LoggerFactory.getLogger(PresenceRounds.class);
    private static final int ROUNDS_PER_LOOK_AT_PERMISSIONS = 5;
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(2);
    private static final String NOTHING_YET = "";

    /** A device that is shown who is on its unit's channel. */
    interface Lead {
        AccountId account();

        /** Who is there now. Must not wait. */
        void presence(Frame frame);

        /** Its permission is gone, and nothing more will be shown. */
        void presenceRefused();
    }

    private final Presence presence;
    private final ReactiveGate gate;
    private final JsonMapper json;
    private final Duration interval;
    /** What each lead was told last. */
    private final Map<UnitId, Map<Lead, String>> leads = new ConcurrentHashMap<>();

    private @Nullable Disposable going;

    PresenceRounds(
            Presence presence,
            ReactiveGate gate,
            JsonMapper json,
            @Value("${backlot.set.presence-interval:1s}") Duration interval) {
        this.presence = presence;
        this.gate = gate;
        this.json = json;
        this.interval = interval;
    }

    /** From the next round on a device is shown who is there; its permission was looked at. */
    void show(UnitId unit, Lead lead) {
        leads.compute(unit, (_, known) -> {
            var open = known == null ? new ConcurrentHashMap<Lead, String>() : known;
            open.put(lead, NOTHING_YET);
            return open;
        });
    }

    void hide(UnitId unit, Lead lead) {
        leads.computeIfPresent(unit, (_, known) -> {
            known.remove(lead);
            return known.isEmpty() ? null : known;
        });
    }

    private Mono<Void> round() {
        return presence.publish()
                .flatMapMany(reached -> Flux.fromIterable(leads.keySet())
                        .concatMap(unit -> reached ? presence.on(unit) : Mono.just(presence.here(unit))))
                .doOnNext(this::tell)
                .then()
                .onErrorResume(error -> {
                    LOG.error("A round of presence failed; the next one comes soon", error);
                    return Mono.empty();
                });
    }

    private void tell(UnitDevices devices) {
        var told = leads.getOrDefault(devices.unitId(), Map.of());
        var frame = ServerFrames.presence(json, devices);
        told.forEach((lead, before) -> {
            // Where it has left meanwhile nothing is put in its place.
            if (!before.equals(frame.json()) && told.replace(lead, before, frame.json())) {
                lead.presence(frame);
            }
        });
    }

    private Mono<Void> lookAtPermissions() {
        var asked = leads.entrySet().stream()
                .flatMap(unit -> unit.getValue().keySet().stream().map(lead -> asked(unit.getKey(), lead)))
                .collect(Collectors.toSet());
        if (asked.isEmpty()) {
            return Mono.empty();
        }
        return gate.allowed(TO_SEE, asked)
                .doOnNext(allowed -> leads.forEach((unit, shown) -> shown.keySet().stream()
                        .filter(lead -> asked.contains(asked(unit, lead)))
                        .filter(lead -> !allowed.contains(asked(unit, lead)))
                        .forEach(lead -> {
                            hide(unit, lead);
                            lead.presenceRefused();
                        })))
                .then()
                // A look that fails says nothing of anybody; the next one comes soon.
                .onErrorResume(error -> {
                    LOG.debug("No lead could be looked at: {}", error.toString());
                    return Mono.empty();
                });
    }

    private static Asked asked(UnitId unit, Lead lead) {
        return new Asked(lead.account(), unit.value());
    }

    @Override
    public synchronized void start() {
        // Apart: a database that hangs must not make this node's devices seem gone.
        going = Disposables.composite(
                Flux.interval(interval)
                        .onBackpressureDrop()
                        .concatMap(_ -> round(), 1)
                        .subscribe(),
                Flux.interval(interval.multipliedBy(ROUNDS_PER_LOOK_AT_PERMISSIONS))
                        .onBackpressureDrop()
                        .concatMap(_ -> lookAtPermissions(), 1)
                        .subscribe());
    }

    @Override
    public synchronized void stop() {
        Optional.ofNullable(going).ifPresent(rounds -> {
            rounds.dispose();
            presence.withdraw().timeout(LONGEST_GOODBYE, Mono.empty()).block();
        });
        going = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return going != null;
    }
}
