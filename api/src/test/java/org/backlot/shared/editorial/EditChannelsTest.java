// Why this file exists: a wrong channel code records sound where only the picture was meant.
package org.backlot.shared.editorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditChannelsTest {

    @ParameterizedTest(name = "{0}")
    @DisplayName("WRP-2: each channel code names its tracks, and back")
    @CsvSource({
        "V,    true,  false, false",
        "A,    false, true,  false",
        "A2,   false, false, true",
        "AA,   false, true,  true",
        "B,    true,  true,  false",
        "A2/V, true,  false, true",
        "AA/V, true,  true,  true",
        "NONE, false, false, false"
    })
    void codes(String code, boolean video, boolean first, boolean second) {
        EditChannels channels = EditChannels.ofColumn(code);

        assertThat(channels.video()).isEqualTo(video);
        assertThat(channels.audioTracks().contains(1)).isEqualTo(first);
        assertThat(channels.audioTracks().contains(2)).isEqualTo(second);
        assertThat(channels.column()).isEqualTo(code);
        assertThat(channels.tracksBesideColumn()).isEmpty();
    }

    @Test
    @DisplayName("WRP-2: sound tracks 3 and 4 stand beside the channel column")
    void tracks_beside_the_column() {
        EditChannels channels = new EditChannels(true, Set.of(4, 1, 3));

        assertThat(channels.column()).isEqualTo("B");
        assertThat(channels.tracksBesideColumn()).containsExactly(3, 4);
    }

    @Test
    @DisplayName("WRP-2: a fifth sound track does not exist")
    void fifth_track() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EditChannels(true, Set.of(5)));
        assertThatIllegalArgumentException().isThrownBy(() -> new EditChannels(true, Set.of(0)));
        assertThatIllegalArgumentException().isThrownBy(() -> EditChannels.ofColumn("A5"));
    }
}
