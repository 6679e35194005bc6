// What must hold of slating for any script: no two things share a slate, and set-ups follow each other.
package org.backlot.production.command.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.backlot.production.command.project.Plan.MAIN;
import static org.backlot.production.command.project.Plan.NOW;
import static org.backlot.production.command.project.Plan.SPLINTER;
import static org.backlot.production.command.project.Plan.after;
import static org.backlot.production.command.project.Plan.screenplay;
import static org.backlot.production.command.project.Plan.shooting;
import static org.backlot.production.command.project.Plan.shot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.backlot.production.api.ProjectEvent.ShotAdded;
import org.backlot.production.api.Slate;
import org.backlot.production.api.screenplay.ScreenplayScene;

class SlatingProperties {
    @Property(tries = 500)
    @Label("PRD-1: no two shots share a slate, and none is the number of another scene, for any scene numbers")
    void never_collides(
            @ForAll("numbers") List<String> main,
            @ForAll("numbers") List<String> splinter,
            @ForAll @Size(max = 60) List<@IntRange(max = 1_000) Integer> picks) {
        var project = shooting(main.toArray(String[]::new));
        project = after(project, project.adopt(screenplay(SPLINTER, splinter.toArray(String[]::new)), NOW));
        var slates = new HashSet<String>();
        for (int i = 0; i < picks.size(); i++) {
            int pick = picks.get(i) % (main.size() + splinter.size());
            boolean ofMain = pick < main.size();
            var number = ofMain ? main.get(pick) : splinter.get(pick - main.size());
            project = after(project, project.addShot(shot(i, ofMain ? MAIN : SPLINTER, number)));
            var slate = project.shot(Plan.shotId(i)).slate();

            assertThat(slates.add(slate)).as("slate %s is new", slate).isTrue();
            var others = new HashSet<>(masters(main));
            others.addAll(masters(splinter));
            others.remove(new Slate(number));
            assertThat(others).doesNotContain(new Slate(slate));
        }
    }

    @Property(tries = 300)
    @Label("PRD-1: the shots of a scene are slated in the order in which they are added")
    void keeps_order(
            @ForAll("numbers") List<String> numbers,
            @ForAll @Size(max = 60) List<@IntRange(max = 1_000) Integer> picks) {
        var project = shooting(numbers.toArray(String[]::new));
        var lastSetUp = new HashMap<String, Integer>();
        for (int i = 0; i < picks.size(); i++) {
            var number = numbers.get(picks.get(i) % numbers.size());
            project = after(project, project.addShot(shot(i, MAIN, number)));
            int setUp = setUpOf(number, project.shot(Plan.shotId(i)));

            assertThat(setUp).isGreaterThan(lastSetUp.getOrDefault(number, -1));
            lastSetUp.put(number, setUp);
        }
    }

    @Property
    @Label("PRD-1: the letters of set-ups are never I or O, and every set-up of a scene has its own")
    void skips_letters(@ForAll @IntRange(max = 20_000) int setUp) {
        var slate = Slating.setUp(new Slate("12"), setUp).value();
        assertThat(slate).matches("12[A-HJ-NP-Z]*");
        assertThat(Slating.setUp(new Slate("12"), setUp + 1).value()).isNotEqualTo(slate);
        assertThat(comparable(Slating.setUp(new Slate("12"), setUp + 1).value()))
                .isGreaterThan(comparable(slate));
    }

    @Property
    @Label("PRD-1: every scene number that a script may have is a slate")
    void every_number_is_a_slate(@ForAll("anyNumber") String number) {
        var scene = Plan.scriptScene(number, 1);
        var master = new Slate(scene.number());
        assertThat(new Slate(master.value())).isEqualTo(master);
        assertThat(Slating.setUp(master, 10_000)).isNotEqualTo(master);
    }

    @Provide
    Arbitrary<List<String>> numbers() {
        // Few digits and letters, so that numbers such as 1, 1A, A1 and A1A meet.
        var number = Arbitraries.strings()
                .withChars("12AaBb.-")
                .ofMinLength(1)
                .ofMaxLength(4)
                .filter(text -> text.codePoints().anyMatch(Character::isLetterOrDigit));
        return number.list()
                .uniqueElements(text -> new Slate(text).value())
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> anyNumber() {
        return Arbitraries.strings()
                .all()
                .ofMaxLength(ScreenplayScene.LONGEST_NUMBER)
                .map(text -> text.codePoints()
                        .filter(c -> Character.isLetterOrDigit(c) || c == '-' || c == '.')
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString())
                .filter(text -> text.codePoints().anyMatch(Character::isLetterOrDigit));
    }

    private static Set<Slate> masters(List<String> numbers) {
        var masters = new HashSet<Slate>();
        numbers.forEach(number -> masters.add(new Slate(number)));
        return masters;
    }

    private static int setUpOf(String number, ShotAdded shot) {
        var candidates = new ArrayList<String>();
        for (int setUp = 0; setUp < 1_000; setUp++) {
            var candidate = Slating.setUp(new Slate(number), setUp).value();
            if (candidate.equals(shot.slate())) {
                return setUp;
            }
            candidates.add(candidate);
        }
        throw new AssertionError(shot.slate() + " is none of " + candidates);
    }

    /** Shorter slates first, then by letter. */
    private static String comparable(String slate) {
        return "%02d%s".formatted(slate.length(), slate);
    }
}
