// Why this file exists: a command that comes over a socket takes the very same way as one that comes as a request.
package org.backlot.set.rest;

import java.util.Optional;
import java.util.function.Supplier;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.identity.api.NetworkAddress;
import org.backlot.identity.api.access.Caller;
import org.backlot.identity.api.access.Permission;
import org.backlot.identity.command.access.Gate;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.set.api.CameraRoll;
import org.backlot.set.api.LiveSetCommand;
import org.backlot.set.api.SetCommands;
import org.backlot.set.api.Take;
import org.backlot.shared.id.IdSource;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.id.TakeId;
import org.backlot.shared.id.UnitId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Roll and cut through the platform's one way of a write: same access, same idempotency, same commit. */
@Component
public class CommandsFromSockets implements SetCommands {
    private static final String METHOD = "WEBSOCKET";
    private static final String POSITION = "Backlot-Position";

    private final Writes writes;
    private final Gate gate;
    private final CommandGateway commands;
    private final IdSource ids;

    public CommandsFromSockets(Writes writes, Gate gate, CommandGateway commands, IdSource ids) {
        this.writes = writes;
        this.gate = gate;
        this.commands = commands;
        this.ids = ids;
    }

    @Override
    public Mono<Long> roll(
            Caller caller, NetworkAddress from, UnitId unitId, ShotId shotId, TakeId takeId, CameraRoll cameraRoll) {
        // The shot is part of the key: the same take id for another shot shall meet the rules and be refused by them.
        var request = request(caller, from, unitId, "roll", "roll:" + takeId + ":" + shotId);
        return position(request, new SetController.RollBody(shotId, takeId, cameraRoll), () -> {
            gate.requireOn(caller, Permission.RUN_CAMERA, unitId.value());
            Take take = commands.sendAndWait(
                    new LiveSetCommand.RollCamera(unitId, shotId, takeId, cameraRoll.name(), caller.accountId()));
            return Answer.created(TakeView.of(unitId, take));
        });
    }

    @Override
    public Mono<Long> cut(Caller caller, NetworkAddress from, UnitId unitId, String id, Optional<TakeId> takeId) {
        var request = request(caller, from, unitId, "cut", "cut:" + id);
        return position(request, new SetController.CutBody(takeId.orElse(null)), () -> {
            gate.requireOn(caller, Permission.RUN_CAMERA, unitId.value());
            Take take =
                    commands.sendAndWait(new LiveSetCommand.CutCamera(unitId, takeId.orElse(null), caller.accountId()));
            return Answer.ok(TakeView.of(unitId, take));
        });
    }

    private Mono<Long> position(WriteRequest request, Object body, Supplier<Answer<TakeView>> work) {
        return writes.run(request, body, TakeView.class, work)
                .map(answer -> Optional.ofNullable(answer.getHeaders().getFirst(POSITION))
                        .map(Long::valueOf)
                        .orElse(0L));
    }

    private WriteRequest request(Caller caller, NetworkAddress from, UnitId unitId, String command, String key) {
        var requestId = ids.next().toString();
        return new WriteRequest(
                Optional.of(caller),
                Optional.empty(),
                Optional.of(key),
                METHOD,
                "/ws/sync/units/%s/%s".formatted(unitId, command),
                from,
                requestId,
                ids.next().toString().replace("-", ""));
    }
}
