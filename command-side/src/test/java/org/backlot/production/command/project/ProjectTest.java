// The rules of a project, each with the sentence it keeps.
package org.backlot.production.command.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.backlot.production.command.project.Plan.MAIN;
import static org.backlot.production.command.project.Plan.NOW;
import static org.backlot.production.command.project.Plan.SPLINTER;
import static org.backlot.production.command.project.Plan.after;
import static org.backlot.production.command.project.Plan.create;
import static org.backlot.production.command.project.Plan.screenplay;
import static org.backlot.production.command.project.Plan.shooting;
import static org.backlot.production.command.project.Plan.shot;
import static org.backlot.production.command.project.Plan.unit;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.backlot.production.api.ProductionRejection;
import org.backlot.production.api.ProjectEvent.ProjectCreated;
import org.backlot.production.api.ProjectEvent.ScreenplayAdopted;
import org.backlot.production.api.ProjectEvent.ShotAdded;
import org.backlot.production.api.ProjectEvent.UnitAdded;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.RejectionCode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProjectTest {
    @Test
    @DisplayName("PRD-1: a project is created once; the same again changes nothing, another under its id is refused")
    void is_created_once() {
        var events = Project.unopened().create(create("The Last Reel"), NOW);
        assertThat(events).singleElement().isInstanceOfSatisfying(ProjectCreated.class, created -> {
            assertThat(created.title()).isEqualTo("The Last Reel");
            assertThat(created.at()).isEqualTo(NOW);
        });

        var project = after(Project.unopened(), events);
        assertThat(project.create(create("The Last Reel"), NOW.plusSeconds(60))).isEmpty();
        assertThatRefused(CommonRejection.ID_TAKEN, () -> project.create(create("Another Reel"), NOW));
    }

    @Test
    @DisplayName("PRD-1: nothing can be planned on a project that nobody has created")
    void needs_a_project() {
        var nothing = Project.unopened();
        assertThatRefused(CommonRejection.NOT_FOUND, () -> nothing.addUnit(unit(MAIN, "Main Unit")));
        assertThatRefused(CommonRejection.NOT_FOUND, () -> nothing.adopt(screenplay(MAIN, "1"), NOW));
        assertThatRefused(CommonRejection.NOT_FOUND, () -> nothing.addShot(shot(1, MAIN, "1")));
    }

    @Test
    @DisplayName("PRD-2: a unit is added once; the same again changes nothing, another under its id is refused")
    void adds_a_unit_once() {
        var project = after(Project.unopened(), Project.unopened().create(create("The Last Reel"), NOW));
        var events = project.addUnit(unit(MAIN, "Main Unit"));
        assertThat(events).singleElement().isInstanceOf(UnitAdded.class);

        var withUnit = after(project, events);
        assertThat(withUnit.addUnit(unit(MAIN, "Main Unit"))).isEmpty();
        assertThatRefused(CommonRejection.ID_TAKEN, () -> withUnit.addUnit(unit(MAIN, "Second Unit")));
        assertThat(withUnit.unit(MAIN).project().title()).isEqualTo("The Last Reel");
    }

    @Test
    @DisplayName("PRD-3: a screenplay becomes the slate of a unit; the same file again changes nothing")
    void adopts_a_screenplay() {
        var project = shooting("1", "2");
        assertThat(project.screenplay(MAIN).scenes()).hasSize(2);
        assertThat(project.adopt(screenplay(MAIN, "1", "2"), NOW.plusSeconds(60)))
                .isEmpty();
    }

    @Test
    @DisplayName("PRD-3: a screenplay for a unit that the project does not have is refused")
    void adopts_for_its_own_units_only() {
        var project = after(Project.unopened(), Project.unopened().create(create("The Last Reel"), NOW));
        assertThatRefused(ProductionRejection.UNIT_UNKNOWN, () -> project.adopt(screenplay(MAIN, "1"), NOW));
    }

    @Test
    @DisplayName("PRD-3: until the first shot another screenplay takes the place of the first, and its scenes go")
    void replaces_an_unshot_screenplay() {
        var project = shooting("1", "2");
        var replaced = after(project, project.adopt(screenplay(MAIN, "1", "3"), NOW));
        assertThat(replaced.screenplay(MAIN).scenes()).hasSize(2);
        assertThatRefused(ProductionRejection.SCENE_UNKNOWN, () -> replaced.addShot(shot(1, MAIN, "2")));
        assertThat(replaced.addShot(shot(1, MAIN, "3"))).hasSize(1);
    }

    @Test
    @DisplayName("PRD-3: once a unit has a shot it keeps its screenplay; another unit may still adopt one")
    void keeps_a_screenplay_with_shots() {
        var project = shooting("1", "2");
        var withShot = after(project, project.addShot(shot(1, MAIN, "1")));
        assertThatRefused(
                ProductionRejection.SCREENPLAY_ALREADY_ADOPTED, () -> withShot.adopt(screenplay(MAIN, "7"), NOW));
        assertThat(withShot.adopt(screenplay(MAIN, "1", "2"), NOW)).isEmpty();
        assertThat(withShot.adopt(screenplay(SPLINTER, "7"), NOW))
                .singleElement()
                .isInstanceOf(ScreenplayAdopted.class);
    }

    @Test
    @DisplayName("PRD-1: shots of a scene are slated 12, 12A, 12B, in the order in which they are added")
    void slates_shots() {
        var project = shooting("12");
        assertThat(slates(project, shot(1, MAIN, "12"), shot(2, MAIN, "12"), shot(3, MAIN, "12")))
                .containsExactly("12", "12A", "12B");
    }

    @Test
    @DisplayName("PRD-1: where there is a scene 5A, the set-ups of scene 5 begin with 5B, and those of 5A with A5A")
    void steps_around_other_scenes() {
        var project = shooting("5", "5A");
        assertThat(slates(
                        project,
                        shot(1, MAIN, "5"),
                        shot(2, MAIN, "5"),
                        shot(3, MAIN, "5A"),
                        shot(4, MAIN, "5A"),
                        shot(5, MAIN, "5")))
                .containsExactly("5", "5B", "5A", "A5A", "5C");
    }

    @Test
    @DisplayName("PRD-1: two units that shoot one scene never clap the same slate")
    void slates_across_units() {
        var main = shooting("12");
        var both = after(main, main.adopt(screenplay(SPLINTER, "12"), NOW));
        assertThat(slates(both, shot(1, MAIN, "12"), shot(2, SPLINTER, "12"), shot(3, MAIN, "12")))
                .containsExactly("12", "12A", "12B");
    }

    @Test
    @DisplayName("PRD-1: a slate of the crew's own is kept, in upper case, and counted around")
    void takes_a_slate_of_its_own() {
        var project = shooting("12");
        assertThat(slates(project, shot(1, MAIN, "12", "12a"), shot(2, MAIN, "12"), shot(3, MAIN, "12")))
                .containsExactly("12A", "12", "12B");
    }

    @Test
    @DisplayName("PRD-1: a slate that is another shot's, or another scene's number, is refused")
    void refuses_a_taken_slate() {
        var project = shooting("5", "5A");
        var withShot = after(project, project.addShot(shot(1, MAIN, "5", "5C")));
        assertThatRefused(ProductionRejection.SLATE_TAKEN, () -> withShot.addShot(shot(2, MAIN, "5", "5c")));
        assertThatRefused(ProductionRejection.SLATE_TAKEN, () -> withShot.addShot(shot(2, MAIN, "5", "5A")));
        assertThat(withShot.addShot(shot(2, MAIN, "5A", "5A"))).hasSize(1);
    }

    @Test
    @DisplayName("PRD-1: a scene that comes onto the slate later, under a slate already clapped, steps aside")
    void steps_around_earlier_shots() {
        var main = shooting("5");
        var withShot = after(main, main.addShot(shot(1, MAIN, "5", "5A")));
        var both = after(withShot, withShot.adopt(screenplay(SPLINTER, "5A"), NOW));
        assertThat(slates(both, shot(2, SPLINTER, "5A"))).containsExactly("A5A");
    }

    @Test
    @DisplayName(
            "PRD-1: the same shot again changes nothing, whether its slate was chosen or given; another is refused")
    void adds_a_shot_once() {
        var project = shooting("12");
        var withShot = after(project, project.addShot(shot(1, MAIN, "12")));
        assertThat(withShot.addShot(shot(1, MAIN, "12"))).isEmpty();
        assertThat(withShot.addShot(shot(1, MAIN, "12", "12"))).isEmpty();
        assertThat(withShot.shot(Plan.shotId(1)).slate()).isEqualTo("12");
        assertThatRefused(CommonRejection.ID_TAKEN, () -> withShot.addShot(shot(1, MAIN, "12", "12F")));
    }

    @Test
    @DisplayName("PRD-1: a shot of a scene that is not on the slate is refused")
    void needs_a_scene() {
        assertThatRefused(
                ProductionRejection.SCENE_UNKNOWN, () -> shooting("12").addShot(shot(1, MAIN, "13")));
    }

    private static List<String> slates(Project project, org.backlot.production.api.ProjectCommand.AddShot... shots) {
        var state = project;
        for (var shot : shots) {
            state = after(state, state.addShot(shot));
        }
        var last = state;
        return List.of(shots).stream()
                .map(shot -> last.shot(shot.shotId()))
                .map(ShotAdded::slate)
                .toList();
    }

    private static void assertThatRefused(RejectionCode code, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.code()).isEqualTo(code));
    }
}
