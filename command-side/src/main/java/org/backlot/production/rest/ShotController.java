// A shot is planned here and clapped on the live set: both hear of it in one commit.
package org.backlot.production.rest;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.identity.api.access.Permission;
import org.backlot.identity.command.access.Gate;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.Claims;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.production.api.ProjectCommand.AddShot;
import org.backlot.production.api.ProjectEvent.ShotAdded;
import org.backlot.production.api.ShotDescription;
import org.backlot.production.api.Slate;
import org.backlot.set.api.LiveSetCommand.SlateShot;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Refuses;
import org.backlot.shared.id.IdSource;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.SceneId;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.id.UnitId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Adds shots to the scenes of the slate (PRD-1; CLAP week 2). */
@RestController
@RequestMapping("/api/v1/production/scenes")
public class ShotController {
    private final Writes writes;
    private final Gate gate;
    private final Claims claims;
    private final CommandGateway commands;
    private final IdSource ids;

    public ShotController(Writes writes, Gate gate, Claims claims, CommandGateway commands, IdSource ids) {
        this.writes = writes;
        this.gate = gate;
        this.claims = claims;
        this.commands = commands;
        this.ids = ids;
    }

    /**
     * A new shot.
     *
     * @param slate what to clap, such as 12B; absent: the next free one of the scene
     * @param shotId a UUIDv7 of the client's choice; absent: one is made
     */
    public record AddShotBody(
            ShotDescription description,
            @Nullable Slate slate,
            @Nullable ShotId shotId) {}

    /** A shot as added; the unit may roll on it. */
    public record AddedShot(
            ShotId shotId, SceneId sceneId, UnitId unitId, ProjectId projectId, String slate, String description) {}

    /** Adds a shot and makes it ready to roll. */
    @PostMapping("/{sceneId}/shots")
    @Operation(
            summary = "Add a shot to a scene",
            description =
                    "The first shot of scene 12 is slated 12, the next 12A, 12B and so on without I and O; what is"
                            + " taken is skipped. (PRD-1; CLAP week 2)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED", "SCENE_UNKNOWN", "SLATE_TAKEN", "ID_TAKEN"})
    Mono<ResponseEntity<AddedShot>> add(
            WriteRequest request, @PathVariable SceneId sceneId, @RequestBody AddShotBody body) {
        var shotId = Optional.ofNullable(body.shotId()).orElseGet(() -> new ShotId(ids.next()));
        return writes.run(request, body, AddedShot.class, () -> {
            var projectId = gate.requireOn(request.caller(), Permission.PLAN_PRODUCTION, sceneId.value());
            claims.claim(ClaimedId.KIND, shotId.toString(), ClaimedId.shot(projectId), CommonRejection.ID_TAKEN);
            ShotAdded added = commands.sendAndWait(
                    new AddShot(projectId, sceneId, shotId, Optional.ofNullable(body.slate()), body.description()));
            commands.sendAndWait(new SlateShot(added.unitId(), sceneId, shotId, added.slate()));
            return Answer.created(
                    new AddedShot(shotId, sceneId, added.unitId(), projectId, added.slate(), added.description()));
        });
    }
}
