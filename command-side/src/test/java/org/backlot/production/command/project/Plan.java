// The words in which the tests of a project speak.
package org.backlot.production.command.project;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.backlot.production.api.ProjectCommand.AddShot;
import org.backlot.production.api.ProjectCommand.AddUnit;
import org.backlot.production.api.ProjectCommand.AdoptScreenplay;
import org.backlot.production.api.ProjectCommand.CreateProject;
import org.backlot.production.api.ProjectEvent;
import org.backlot.production.api.ProjectEvent.SlateScene;
import org.backlot.production.api.ShotDescription;
import org.backlot.production.api.Slate;
import org.backlot.production.api.UnitKind;
import org.backlot.production.api.UnitName;
import org.backlot.production.api.WorkTitle;
import org.backlot.production.api.screenplay.PageEighths;
import org.backlot.production.api.screenplay.ScreenplayScene;
import org.backlot.production.api.screenplay.Setting;
import org.backlot.production.api.screenplay.Slugline;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.SceneId;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.id.UnitId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.timecode.FrameRate;

final class Plan {
    static final Instant NOW = Instant.parse("2026-11-20T07:30:00Z");
    static final ProjectId PROJECT = new ProjectId(uuid(1));
    static final WorkspaceId WORKSPACE = new WorkspaceId(uuid(2));
    static final AccountId LEAD = new AccountId(uuid(3));
    static final UnitId MAIN = new UnitId(uuid(4));
    static final UnitId SPLINTER = new UnitId(uuid(5));

    private Plan() {}

    static CreateProject create(String title) {
        return new CreateProject(
                PROJECT, WORKSPACE, new WorkTitle(title), FrameRate.FPS_24, ZoneId.of("Asia/Riyadh"), LEAD);
    }

    static AddUnit unit(UnitId unit, String name) {
        return new AddUnit(PROJECT, unit, new UnitName(name), UnitKind.MAIN);
    }

    /** A screenplay whose scenes have these numbers; other numbers make another file. */
    static AdoptScreenplay screenplay(UnitId unit, String... numbers) {
        var scenes = IntStream.range(0, numbers.length)
                .mapToObj(i -> new SlateScene(scene(unit, numbers[i]), scriptScene(numbers[i], i + 1)))
                .toList();
        return new AdoptScreenplay(PROJECT, unit, "digest of " + String.join(",", numbers), "The Last Reel", scenes);
    }

    static SceneId scene(UnitId unit, String number) {
        return new SceneId(
                UUID.nameUUIDFromBytes((unit + "/" + number).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    static ScreenplayScene scriptScene(String number, int ordinal) {
        return new ScreenplayScene(
                number,
                ordinal,
                new Slugline(Setting.INTERIOR, "WORKSHOP", "DAY"),
                "",
                List.of("IDRIS"),
                new PageEighths(3));
    }

    static AddShot shot(int id, UnitId unit, String sceneNumber) {
        return new AddShot(
                PROJECT, scene(unit, sceneNumber), shotId(id), Optional.empty(), new ShotDescription("Wide"));
    }

    static AddShot shot(int id, UnitId unit, String sceneNumber, String slate) {
        return new AddShot(
                PROJECT,
                scene(unit, sceneNumber),
                shotId(id),
                Optional.of(new Slate(slate)),
                new ShotDescription("Wide"));
    }

    static ShotId shotId(int id) {
        return new ShotId(uuid(1000 + id));
    }

    /** A project with a main and a splinter unit; the main unit shoots scenes of these numbers. */
    static Project shooting(String... numbers) {
        var project = after(Project.unopened(), Project.unopened().create(create("The Last Reel"), NOW));
        project = after(project, project.addUnit(unit(MAIN, "Main Unit")));
        project = after(project, project.addUnit(unit(SPLINTER, "Splinter Unit")));
        return after(project, project.adopt(screenplay(MAIN, numbers), NOW));
    }

    static Project after(Project project, List<ProjectEvent> events) {
        for (var event : events) {
            project = project.evolve(event);
        }
        return project;
    }

    private static UUID uuid(long number) {
        return new UUID(0x7000L, 0x8000_0000_0000_0000L | number);
    }
}
