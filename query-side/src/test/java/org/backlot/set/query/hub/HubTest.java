// Why this file exists: a slip in the list of hubs is found at the start, not by a crew that cannot connect.
package org.backlot.set.query.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubTest {
    @Test
    @DisplayName("SET-5: a hub is a name and the base of its address")
    void parsed() {
        assertThat(Hub.parse("mumbai=https://mumbai.set.example:8443"))
                .isEqualTo(new Hub("mumbai", URI.create("https://mumbai.set.example:8443")));
        assertThat(Hub.parse(" london = http://127.0.0.1:8080 ").name()).isEqualTo("london");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mumbai",
                "=https://mumbai.set.example",
                "Mumbai=https://mumbai.set.example",
                "mumbai=mumbai.set.example",
                "mumbai=ws://mumbai.set.example",
                "mumbai=https://mumbai.set.example/",
                "mumbai=https://mumbai.set.example/set",
                "mumbai=https://mumbai.set.example?a=b",
                "mumbai=https://user:secret@mumbai.set.example",
                "mumbai=https://"
            })
    @DisplayName("SET-5: anything else is refused")
    void refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Hub.parse(text));
    }

    @Test
    @DisplayName("SET-5: names of hubs are unique, and a node serves one that there is")
    void settings() {
        var mumbai = Hub.parse("mumbai=https://mumbai.set.example");
        assertThat(new HubSettings(List.of(mumbai), Optional.of("mumbai")).all())
                .containsExactly(mumbai);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HubSettings(List.of(mumbai, mumbai), Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new HubSettings(List.of(mumbai), Optional.of("chennai")));
    }
}
