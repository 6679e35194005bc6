// Why this file exists: whoever has no socket at hand can run the floor as well.
package org.backlot.set.rest;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.identity.api.access.Permission;
import org.backlot.identity.command.access.Gate;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.set.api.CameraRoll;
import org.backlot.set.api.LiveSetCommand;
import org.backlot.set.api.Take;
import org.backlot.shared.PlainText;
import org.backlot.shared.Refuses;
import org.backlot.shared.id.IdSource;
import org.backlot.shared.id.IncidentId;
import org.backlot.shared.id.SceneId;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.id.TakeId;
import org.backlot.shared.id.UnitId;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Commands to the floor of a unit. */
@RestController
@RequestMapping("/api/v1/set/units/{unitId}")
public class SetController {
    private static final int LONGEST_INCIDENT = 2_000;

    private final Writes writes;
    private final Gate gate;
    private final CommandGateway commands;
    private final IdSource ids;

    public SetController(Writes writes, Gate gate, CommandGateway commands, IdSource ids) {
        this.writes = writes;
        this.gate = gate;
        this.commands = commands;
        this.ids = ids;
    }

    /** @param takeId names the take; a fresh one where absent */
    public record RollBody(
            ShotId shotId,
            @Nullable TakeId takeId,
            @Nullable CameraRoll cameraRoll) {}

    /** @param takeId the take that is meant; whichever rolls where absent */
    public record CutBody(@Nullable TakeId takeId) {}

    /** What a request without members sends: nothing or {@code {}}. */
    public record NoBody() {}

    /** @param text what happened, at most 2000 characters */
    public record IncidentBody(@Nullable IncidentId incidentId, String text) {
        public IncidentBody {
            // The platform names a missing field; until then nothing can be checked of it.
            if (text != null) {
                text = PlainText.paragraph(text, LONGEST_INCIDENT);
            }
        }
    }

    /** A scene is in the can. */
    public record CompletedScene(UnitId unitId, SceneId sceneId) {}

    /** An incident was noted. */
    public record ReportedIncident(UnitId unitId, IncidentId incidentId) {}

    /** Rolls the camera of a unit on a shot of its slate. */
    @PostMapping("/roll")
    @Operation(
            summary = "Roll the camera",
            description = "Begins the next take of a slated shot. The same takeId and shot again does nothing."
                    + " (SET-1; CLAP week 6)")
    @Refuses({"ALREADY_ROLLING", "SHOT_NOT_SLATED", "ID_TAKEN", "NOT_FOUND"})
    public Mono<ResponseEntity<TakeView>> roll(
            WriteRequest request, @PathVariable UnitId unitId, @RequestBody RollBody body) {
        var takeId = Optional.ofNullable(body.takeId()).orElseGet(() -> new TakeId(ids.next()));
        var cameraRoll = Optional.ofNullable(body.cameraRoll()).orElse(CameraRoll.FIRST);
        return writes.run(request, body, TakeView.class, () -> {
            gate.requireOn(request.caller(), Permission.RUN_CAMERA, unitId.value());
            Take take = commands.sendAndWait(new LiveSetCommand.RollCamera(
                    unitId,
                    body.shotId(),
                    takeId,
                    cameraRoll.name(),
                    request.caller().accountId()));
            return Answer.created(TakeView.of(unitId, take));
        });
    }

    /** Cuts the camera of a unit and logs the take. */
    @PostMapping("/cut")
    @Operation(
            summary = "Cut the camera",
            description = "Ends and logs the take that rolls. With a takeId a repeat never cuts the next take."
                    + " (SET-1; CLAP week 6)")
    @Refuses({"NOT_ROLLING", "NOT_FOUND"})
    public Mono<ResponseEntity<TakeView>> cut(
            WriteRequest request, @PathVariable UnitId unitId, @RequestBody(required = false) @Nullable CutBody sent) {
        var body = Optional.ofNullable(sent).orElseGet(() -> new CutBody(null));
        return writes.run(request, body, TakeView.class, () -> {
            gate.requireOn(request.caller(), Permission.RUN_CAMERA, unitId.value());
            Take take = commands.sendAndWait(new LiveSetCommand.CutCamera(
                    unitId, body.takeId(), request.caller().accountId()));
            return Answer.ok(TakeView.of(unitId, take));
        });
    }

    /** Circles a logged take: it shall be printed. */
    @PostMapping("/takes/{takeId}/circle")
    @Operation(
            summary = "Circle a take",
            description =
                    "Marks a logged take as one to print; it goes into the edit list. (WRP-1, WRP-2; CLAP week 7)")
    @Refuses({"TAKE_NOT_LOGGED", "NOT_FOUND"})
    public Mono<ResponseEntity<TakeView>> circle(
            WriteRequest request,
            @PathVariable UnitId unitId,
            @PathVariable TakeId takeId,
            @RequestBody(required = false) @Nullable NoBody sent) {
        var body = Optional.ofNullable(sent).orElseGet(NoBody::new);
        return writes.run(request, body, TakeView.class, () -> {
            gate.requireOn(request.caller(), Permission.CIRCLE_TAKE, unitId.value());
            Take take = commands.sendAndWait(new LiveSetCommand.CircleTake(
                    unitId, takeId, request.caller().accountId()));
            return Answer.ok(TakeView.of(unitId, take));
        });
    }

    /** Notes that all of a scene is in the can. */
    @PostMapping("/scenes/{sceneId}/complete")
    @Operation(
            summary = "Complete a scene",
            description = "Notes that all that is planned of a scene is in the can. (WRP-1; CLAP week 7)")
    @Refuses({"SCENE_NOT_SLATED", "ALREADY_ROLLING", "NOT_FOUND"})
    public Mono<ResponseEntity<CompletedScene>> complete(
            WriteRequest request,
            @PathVariable UnitId unitId,
            @PathVariable SceneId sceneId,
            @RequestBody(required = false) @Nullable NoBody sent) {
        var body = Optional.ofNullable(sent).orElseGet(NoBody::new);
        return writes.run(request, body, CompletedScene.class, () -> {
            gate.requireOn(request.caller(), Permission.RUN_CAMERA, unitId.value());
            commands.sendAndWait(new LiveSetCommand.CompleteScene(
                    unitId, sceneId, request.caller().accountId()));
            return Answer.ok(new CompletedScene(unitId, sceneId));
        });
    }

    /** Notes something that belongs into the day's report. */
    @PostMapping("/incidents")
    @Operation(
            summary = "Report an incident",
            description =
                    "Goes into the daily report. The text is personal data of who reports it. (WRP-1; CLAP week 7)")
    @Refuses({"ID_TAKEN", "NOT_FOUND"})
    public Mono<ResponseEntity<ReportedIncident>> report(
            WriteRequest request, @PathVariable UnitId unitId, @RequestBody IncidentBody body) {
        var incidentId = Optional.ofNullable(body.incidentId()).orElseGet(() -> new IncidentId(ids.next()));
        return writes.run(request, body, ReportedIncident.class, () -> {
            gate.requireOn(request.caller(), Permission.REPORT_INCIDENT, unitId.value());
            commands.sendAndWait(new LiveSetCommand.ReportIncident(
                    unitId, incidentId, request.caller().accountId(), Personal.of(body.text())));
            return Answer.created(new ReportedIncident(unitId, incidentId));
        });
    }
}
