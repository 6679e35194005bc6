package org.backlot.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.backlot.media.api.ObjectStorage;
import org.backlot.media.api.SharedFilesCommand.InspectSharedFilesRemoval;
import org.backlot.media.api.SharedFilesCommand.RecordSharedFilesRemoved;
import org.backlot.media.api.StorageFolder;
import org.backlot.media.api.StorageKey;
import org.backlot.media.api.WorkspaceStorage;
import org.backlot.shared.id.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The removal of a shared folder")
class SharedFilesRemovalTest {
    private static final WorkspaceId HOUSE = new WorkspaceId(new UUID(1, 1));
    private static final StorageFolder FOLDER = StorageFolder.of(HOUSE, StorageFolder.RENDERS, "0a1b");
    private static final StorageKey VIDEO = new StorageKey(FOLDER.prefix() + "clip.mp4");

    /** All that was done, in order. */
    private final List<Object> deeds = new ArrayList<>();

    private boolean underWay = true;

    @Test
    @DisplayName("MED-5: asks the log, deletes, and tells, in this order")
    void removes() {
        remove();
        assertThat(deeds)
                .containsExactly(
                        new InspectSharedFilesRemoval(FOLDER, 3), VIDEO, new RecordSharedFilesRemoved(FOLDER, 3));
    }

    @Test
    @DisplayName("MED-5: deletes nothing where that removal has ended, for somebody may have made the files anew")
    void came_again() {
        underWay = false;
        remove();
        assertThat(deeds).containsExactly(new InspectSharedFilesRemoval(FOLDER, 3));
    }

    private void remove() {
        var bus = SimpleCommandBus.builder().build();
        bus.subscribe(InspectSharedFilesRemoval.class.getName(), message -> {
            deeds.add(message.getPayload());
            return underWay;
        });
        bus.subscribe(RecordSharedFilesRemoved.class.getName(), message -> deeds.add(message.getPayload()));
        SharedFilesRemoval.remove(
                storage(), DefaultCommandGateway.builder().commandBus(bus).build(), FolderOrder.of(FOLDER, 3));
    }

    private @Nullable Object deleted(Object key) {
        deeds.add(key);
        return null;
    }

    private ObjectStorage storage() {
        return new ObjectStorage() {
            @Override
            public WorkspaceStorage of(WorkspaceId workspace) {
                assertThat(workspace).isEqualTo(HOUSE);
                return (WorkspaceStorage) Proxy.newProxyInstance(
                        WorkspaceStorage.class.getClassLoader(),
                        new Class<?>[] {WorkspaceStorage.class},
                        (proxy, method, arguments) -> switch (method.getName()) {
                            case "empty" -> InvocationHandler.invokeDefault(proxy, method, arguments);
                            case "list" -> List.of(new WorkspaceStorage.Listed(VIDEO, 4));
                            case "delete" -> deleted(arguments[0]);
                            default -> throw new UnsupportedOperationException(method.getName());
                        });
            }

            @Override
            public int abortPartsBegunBefore(Instant time) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
