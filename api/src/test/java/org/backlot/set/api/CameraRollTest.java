// Why this file exists: a roll's name that an edit system misreads is found out in the cutting room, too late.
package org.backlot.set.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CameraRollTest {
    @ParameterizedTest
    @ValueSource(strings = {"A001", "A001_C003_0412AB", "b-2"})
    @DisplayName("SET-1: the names that cameras give are taken")
    void taken(String name) {
        assertThat(new CameraRoll(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "A 1", "BL", "black", "AX", "A001\r\nTITLE: X", "-A", "Ä1"})
    @DisplayName("SET-1: a name that means black, or could begin a line of its own, is refused")
    void refused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CameraRoll(name));
    }
}
