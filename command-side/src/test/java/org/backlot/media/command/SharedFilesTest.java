package org.backlot.media.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.backlot.media.api.MediaRejection;
import org.backlot.media.api.RemovalReason;
import org.backlot.media.api.SharedFilesCommand.ForgoSharedFiles;
import org.backlot.media.api.SharedFilesCommand.InspectSharedFilesRemoval;
import org.backlot.media.api.SharedFilesCommand.RecordSharedFilesRemoved;
import org.backlot.media.api.SharedFilesCommand.RemoveSharedFilesAgain;
import org.backlot.media.api.SharedFilesCommand.UseSharedFiles;
import org.backlot.media.api.SharedFilesEvent;
import org.backlot.media.api.SharedFilesEvent.SharedFilesForgone;
import org.backlot.media.api.SharedFilesEvent.SharedFilesRemovalBegun;
import org.backlot.media.api.SharedFilesEvent.SharedFilesRemoved;
import org.backlot.media.api.SharedFilesEvent.SharedFilesUsed;
import org.backlot.media.api.StorageFolder;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.WorkspaceId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SharedFilesTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final StorageFolder FOLDER =
            StorageFolder.of(new WorkspaceId(new UUID(1, 1)), StorageFolder.RENDERS, "0a1b");
    private static final String ONE = "clip/one";
    private static final String OTHER = "clip/other";

    private SharedFiles files = SharedFiles.unknown();

    @Test
    @DisplayName("MED-5 CLP-7: whoever says first that they need the files keeps them, whoever else deletes theirs")
    void use_comes_first() {
        then(use(ONE));
        then(use(OTHER));
        assertThat(then(forgo(ONE)))
                .containsExactly(new SharedFilesForgone(FOLDER, ONE, RemovalReason.CLIP_DELETED, NOON));
        assertThat(files.users()).containsExactly(OTHER);
        assertThat(files.isUnderWay(new InspectSharedFilesRemoval(FOLDER, 1))).isFalse();
        assertThat(then(forgo(OTHER)))
                .containsExactly(
                        new SharedFilesForgone(FOLDER, OTHER, RemovalReason.CLIP_DELETED, NOON),
                        new SharedFilesRemovalBegun(FOLDER, 1, false, NOON));
    }

    @Test
    @DisplayName(
            "MED-5 CLP-7: where the removal comes first, nobody may use the files until they are gone, and then makes them anew")
    void removal_comes_first() {
        then(use(ONE));
        then(forgo(ONE));
        assertThatThrownBy(() -> use(OTHER))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(MediaRejection.FILES_BEING_REMOVED));
        assertThat(files.isUnderWay(new InspectSharedFilesRemoval(FOLDER, 1))).isTrue();
        assertThat(then(removed(1))).containsExactly(new SharedFilesRemoved(FOLDER, 1, NOON));
        assertThat(then(use(OTHER))).containsExactly(new SharedFilesUsed(FOLDER, OTHER, NOON));
        // The order to delete comes once more: it must not take what was made since.
        assertThat(files.isUnderWay(new InspectSharedFilesRemoval(FOLDER, 1))).isFalse();
        assertThat(removed(1)).isEmpty();
    }

    @Test
    @DisplayName("MED-5: said twice it is once; who never needed the files takes none with them")
    void again_and_strangers() {
        then(use(ONE));
        assertThat(use(ONE)).isEmpty();
        assertThat(forgo("clip/stranger")).isEmpty();
        then(forgo(ONE));
        assertThat(forgo(ONE)).isEmpty();
    }

    @Test
    @DisplayName(
            "MED-5: a day later it is looked again for what a late worker has stored, unless somebody needs the files")
    void later_look() {
        then(use(ONE));
        assertThat(again()).isEmpty();
        then(forgo(ONE));
        assertThat(again()).as("the first removal is still under way").isEmpty();
        then(removed(1));
        assertThat(then(again())).containsExactly(new SharedFilesRemovalBegun(FOLDER, 2, true, NOON));
        assertThat(removed(1)).as("another removal").isEmpty();
        then(removed(2));
        then(use(OTHER));
        assertThat(again()).isEmpty();
    }

    @Property
    @Label(
            "MED-5: in whatever order people come and go, nothing is removed while somebody needs it, and what nobody needs goes")
    void any_order(@ForAll @Size(max = 60) List<@IntRange(max = 8) Integer> deeds) {
        files = SharedFiles.unknown();
        var needing = new HashSet<String>();
        for (int deed : deeds) {
            var user = "clip/" + deed % 3;
            switch (deed / 3) {
                case 0 -> {
                    try {
                        then(use(user));
                        needing.add(user);
                    } catch (Rejection refused) {
                        assertThat(needing).isEmpty();
                    }
                }
                case 1 -> {
                    then(forgo(user));
                    needing.remove(user);
                }
                default -> then(deed % 3 == 0 ? again() : removed(files.removals()));
            }
            assertThat(files.users()).isEqualTo(needing);
            assertThat(files.phase() == SharedFiles.Phase.KEPT).isEqualTo(!needing.isEmpty() || files.removals() == 0);
        }
    }

    private List<SharedFilesEvent> use(String user) {
        return files.use(new UseSharedFiles(FOLDER, user), NOON);
    }

    private List<SharedFilesEvent> forgo(String user) {
        return files.forgo(new ForgoSharedFiles(FOLDER, user, RemovalReason.CLIP_DELETED), NOON);
    }

    private List<SharedFilesEvent> removed(int removal) {
        return files.removed(new RecordSharedFilesRemoved(FOLDER, removal), NOON);
    }

    private List<SharedFilesEvent> again() {
        return files.again(new RemoveSharedFilesAgain(FOLDER), NOON);
    }

    private List<SharedFilesEvent> then(List<SharedFilesEvent> events) {
        events.forEach(event -> files = files.evolve(event));
        return events;
    }
}
