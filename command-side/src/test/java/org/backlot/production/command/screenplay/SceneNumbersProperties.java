// Examples show how numbers are completed; only a property shows that no script ever gets the same number twice.

package org.backlot.production.command.screenplay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("PRD-3: scene numbers are distinct")
class SceneNumbersProperties {
    @Property
    @Label("PRD-3: whatever numbers are given, the first of each stays and no two scenes have the same")
    void distinct(@ForAll("givenNumbers") List<String> given) {
        List<String> completed = SceneNumbers.complete(given);

        assertThat(completed).hasSameSizeAs(given).doesNotContain("");
        assertThat(completed.stream().map(number -> number.toUpperCase(Locale.ROOT)))
                .doesNotHaveDuplicates();
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < given.size(); index++) {
            String number = given.get(index);
            if (!number.isEmpty() && seen.add(number.replaceAll("\\.+$", "").toUpperCase(Locale.ROOT))) {
                assertThat(completed.get(index)).isEqualTo(number);
            }
        }
    }

    @Provide
    Arbitrary<List<String>> givenNumbers() {
        Arbitrary<String> numbers = Arbitraries.of(
                "", "", "", "1", "2", "3", "1A", "1B", "1AA", "A1", "B1", "2.", "1a", "I-1-A", "9", "999999999", "٣");
        return numbers.list().ofMaxSize(40);
    }
}
