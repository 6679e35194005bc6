// Why this file exists: every step needs the same few things, and none of them should reach further than these.
package org.backlot.clips.worker.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepOrder;
import org.backlot.clips.worker.ffmpeg.Cancellation;
import org.backlot.clips.worker.ffmpeg.WorkFolder;
import org.backlot.media.api.StorageKey;
import org.backlot.media.api.WorkspaceStorage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All that an attempt may touch: its order, the storage of its own workspace, a folder of its own. */
public final class StepRoom {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final StepOrder order;
    private final WorkspaceStorage storage;
    private final WorkFolder folder;
    private final Cancellation cancellation;
    private final DoubleConsumer progress;
    private long stored;

    /** @param progress hears how much is done, 0 to 1 */
    public StepRoom(
            StepOrder order,
            WorkspaceStorage storage,
            WorkFolder folder,
            Cancellation cancellation,
            DoubleConsumer progress) {
        this.order = order;
        this.storage = storage;
        this.folder = folder;
        this.cancellation = cancellation;
        this.progress = progress;
    }

    public StepOrder order() {
        return order;
    }

    public WorkspaceStorage storage() {
        return storage;
    }

    public WorkFolder folder() {
        return folder;
    }

    public Cancellation cancellation() {
        return cancellation;
    }

    /** @param done how much is done, 0 to 1 */
    public void progress(double done) {
        progress.accept(done);
    }

    /** What the step is told besides its inputs. */
    public JsonNode settings() {
        return JSON.readTree(order.settings());
    }

    /** The key of an input, where the step has one of that name. */
    public Optional<StorageKey> input(String name) {
        return order.inputs().stream()
                .filter(file -> file.name().equals(name))
                .map(file -> new StorageKey(file.key()))
                .findFirst();
    }

    /** Fetches an input into the step's folder, where there is one of that name. */
    public Optional<Path> fetch(String name) throws IOException {
        var key = input(name);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(fetch(key.get(), name));
    }

    /** Fetches an input that the step cannot do without. */
    public Path fetchNeeded(String name) throws IOException, StepRefused {
        return fetch(name)
                .orElseThrow(() -> new StepRefused("INPUT_MISSING", "the step before has left no " + name));
    }

    /** Fetches any object of the workspace. */
    public Path fetch(StorageKey key, String name) throws IOException {
        var file = folder.file(name);
        storage.fetch(key, file).orElseThrow(() -> new IOException("gone from the storage: " + key));
        return file;
    }

    /** Stores a file as what the step gives out. */
    public StepFile store(String name, StorageKey key, String contentType, Path file) throws IOException {
        storage.put(key, contentType, file);
        stored += Files.size(file);
        return new StepFile(name, key.value());
    }

    /** A key for something that belongs to this job alone. */
    public StorageKey ownKey(String file) {
        return StorageKey.of(order.workspaceId(), "jobs", order.jobId().toString(), order.stepId().toString(), file);
    }

    /** How many bytes were stored. */
    public long bytesStored() {
        return stored;
    }
}
