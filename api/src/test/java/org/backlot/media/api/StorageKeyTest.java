// Whose an object is stands in its name: no name may be read as another workspace's.
package org.backlot.media.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.UUID;
import org.backlot.shared.id.MediaAssetId;
import org.backlot.shared.id.WorkspaceId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageKeyTest {
    private static final WorkspaceId HOUSE = new WorkspaceId(UUID.fromString("0198c0de-0000-7000-8000-000000000001"));
    private static final MediaAssetId REEL = new MediaAssetId(UUID.fromString("0198c0de-0000-7000-8000-00000000000a"));

    @Test
    @DisplayName("MED-5: the name of an object begins with its workspace, and tells it")
    void begins_with_its_workspace() {
        var key = StorageKey.source(HOUSE, REEL);

        assertThat(key.value()).isEqualTo(HOUSE + "/sources/" + REEL + "/original");
        assertThat(new StorageKey(key.value()).workspace()).isEqualTo(HOUSE);
        assertThat(StorageFolder.of(HOUSE, "sources").prefix()).isEqualTo(HOUSE + "/sources/");
        assertThat(StorageFolder.of(HOUSE).prefix()).isEqualTo(HOUSE + "/");
    }

    @Test
    @DisplayName("MED-5: the name of an uploaded file tells its upload, and no other name does")
    void tells_its_upload() {
        assertThat(StorageKey.assetAt(StorageKey.source(HOUSE, REEL).value())).contains(REEL);
        for (var other : new String[] {
            HOUSE + "/sources/" + REEL + "/preview",
            HOUSE + "/results/" + REEL + "/original",
            HOUSE + "/sources/" + REEL + "/original/more",
            HOUSE + "/sources/talk/original",
            HOUSE.toString().toUpperCase(Locale.ROOT) + "/sources/" + REEL + "/original",
            ""
        }) {
            assertThat(StorageKey.assetAt(other)).as(other).isEmpty();
        }
    }

    @ParameterizedTest
    @DisplayName("MED-5: a name that could lead elsewhere is none")
    @ValueSource(
            strings = {
                "",
                "/",
                "0198c0de-0000-7000-8000-000000000001",
                "0198c0de-0000-7000-8000-000000000001/",
                "0198c0de-0000-7000-8000-000000000001//a",
                "0198c0de-0000-7000-8000-000000000001/../0198c0de-0000-7000-8000-000000000002/a",
                "0198c0de-0000-7000-8000-000000000001/.hidden",
                "0198c0de-0000-7000-8000-000000000001/a\\b",
                "0198c0de-0000-7000-8000-000000000001/a\nb",
                "0198c0de-0000-7000-8000-000000000001/a\u0000",
                "0198c0de-0000-7000-8000-000000000001/a b",
                "0198c0de-0000-7000-8000-000000000001/%2e%2e",
                "0198c0de-0000-7000-8000-000000000001/ملف",
                "0198C0DE-0000-7000-8000-000000000001/a",
                "00000000-0000-0000-0000-000000000000/a",
                "/0198c0de-0000-7000-8000-000000000001/a",
                "sources/0198c0de-0000-7000-8000-000000000001",
                "0198c0de-0000-7000-8000-000000000001/1/2/3/4/5/6/7/8"
            })
    void refuses(String name) {
        assertThatThrownBy(() -> new StorageKey(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("MED-5: a part cannot bring a path of its own")
    void parts_are_single() {
        assertThatThrownBy(() -> StorageKey.of(HOUSE, "..", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StorageFolder.of(HOUSE, "a/../b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StorageFolder(HOUSE, "0198c0de-0000-7000-8000-000000000002/"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
