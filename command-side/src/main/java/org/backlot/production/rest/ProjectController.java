// A project is more than its plan: it has money and people from its first moment, so they are opened in one commit.
package org.backlot.production.rest;

import io.swagger.v3.oas.annotations.Operation;
import java.time.ZoneId;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.identity.api.CrewCommand.OpenCrew;
import org.backlot.identity.api.WorkspaceRole;
import org.backlot.identity.api.access.Permission;
import org.backlot.identity.command.access.Gate;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.Claims;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.production.api.AddedUnit;
import org.backlot.production.api.ProjectCommand.AddUnit;
import org.backlot.production.api.ProjectCommand.CreateProject;
import org.backlot.production.api.UnitKind;
import org.backlot.production.api.UnitName;
import org.backlot.production.api.WorkTitle;
import org.backlot.set.api.LiveSetCommand.OpenLiveSet;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Money;
import org.backlot.shared.Refuses;
import org.backlot.shared.id.IdSource;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.UnitId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.treasury.api.TreasuryCommand.OpenTreasury;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Creates projects and adds units to them (PRD-1, PRD-2; CLAP week 2). */
@RestController
@RequestMapping("/api/v1/production/projects")
public class ProjectController {
    private final Writes writes;
    private final Gate gate;
    private final Claims claims;
    private final CommandGateway commands;
    private final IdSource ids;

    public ProjectController(Writes writes, Gate gate, Claims claims, CommandGateway commands, IdSource ids) {
        this.writes = writes;
        this.gate = gate;
        this.claims = claims;
        this.commands = commands;
        this.ids = ids;
    }

    /**
     * A new project.
     *
     * @param frameRate by its label: 23.976, 24, 25, 29.97, 29.97DF, 30, 50, 59.94, 59.94DF, 60
     * @param timeZone an IANA name such as Asia/Riyadh; the day of a daily report is a day there
     * @param budget what the treasury is opened with, in minor units
     * @param projectId a UUIDv7 of the client's choice; absent: one is made
     */
    public record CreateProjectBody(
            WorkTitle title,
            FrameRate frameRate,
            ZoneId timeZone,
            Money budget,
            @Nullable ProjectId projectId) {}

    /** A project as created. */
    public record CreatedProject(
            ProjectId projectId,
            WorkspaceId workspaceId,
            String title,
            FrameRate frameRate,
            ZoneId timeZone,
            Money budget) {}

    /**
     * A new unit.
     *
     * @param unitId a UUIDv7 of the client's choice; absent: one is made
     */
    public record AddUnitBody(
            UnitName name, UnitKind kind, @Nullable UnitId unitId) {}

    /** A unit as added; its live set is open. */
    public record CreatedUnit(
            UnitId unitId, ProjectId projectId, String name, UnitKind kind, FrameRate frameRate, ZoneId timeZone) {}

    /** Creates a project in the caller's workspace, with its treasury and its crew list; the caller leads it. */
    @PostMapping
    @Operation(
            summary = "Create a project with its treasury",
            description = "Needs the role editor or above in the workspace of the access token. The caller becomes the"
                    + " project's lead. (PRD-1; CLAP week 2)")
    @Refuses({"NOT_ALLOWED", "ID_TAKEN"})
    Mono<ResponseEntity<CreatedProject>> create(WriteRequest request, @RequestBody CreateProjectBody body) {
        var projectId = Optional.ofNullable(body.projectId()).orElseGet(() -> new ProjectId(ids.next()));
        return writes.run(request, body, CreatedProject.class, () -> {
            var caller = request.caller();
            gate.require(caller, WorkspaceRole.EDITOR, caller.workspaceId());
            claims.claim(ClaimedId.KIND, projectId.toString(), ClaimedId.project(projectId), CommonRejection.ID_TAKEN);
            commands.sendAndWait(new CreateProject(
                    projectId,
                    caller.workspaceId(),
                    body.title(),
                    body.frameRate(),
                    body.timeZone(),
                    caller.accountId()));
            commands.sendAndWait(new OpenTreasury(projectId, caller.workspaceId(), body.budget()));
            commands.sendAndWait(new OpenCrew(projectId, caller.workspaceId(), caller.accountId()));
            return Answer.created(new CreatedProject(
                    projectId,
                    caller.workspaceId(),
                    body.title().value(),
                    body.frameRate(),
                    body.timeZone(),
                    body.budget()));
        });
    }

    /** Adds a main or splinter unit and opens its live set. */
    @PostMapping("/{projectId}/units")
    @Operation(
            summary = "Add a main or splinter unit",
            description = "Opens the unit's live set too: devices may watch it at once. (PRD-2; CLAP week 2)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED", "ID_TAKEN"})
    Mono<ResponseEntity<CreatedUnit>> addUnit(
            WriteRequest request, @PathVariable ProjectId projectId, @RequestBody AddUnitBody body) {
        var unitId = Optional.ofNullable(body.unitId()).orElseGet(() -> new UnitId(ids.next()));
        return writes.run(request, body, CreatedUnit.class, () -> {
            gate.require(request.caller(), Permission.PLAN_PRODUCTION, projectId);
            claims.claim(ClaimedId.KIND, unitId.toString(), ClaimedId.unit(projectId), CommonRejection.ID_TAKEN);
            AddedUnit added = commands.sendAndWait(new AddUnit(projectId, unitId, body.name(), body.kind()));
            var project = added.project();
            commands.sendAndWait(
                    new OpenLiveSet(unitId, projectId, project.workspaceId(), project.frameRate(), project.timeZone()));
            return Answer.created(new CreatedUnit(
                    unitId,
                    projectId,
                    added.unit().name(),
                    added.unit().kind(),
                    project.frameRate(),
                    project.timeZone()));
        });
    }
}
