// Why this file exists: every step needs the same few things, and none of them should reach further than these.
package org.backlot.clips.worker.step;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepOrder;
import org.backlot.clips.worker.ffmpeg.Cancellation;
import org.backlot.clips.worker.ffmpeg.WorkFolder;
import org.backlot.media.api.StorageFolder;
import org.backlot.media.api.StorageKey;
import org.backlot.media.api.WorkspaceStorage;
import tools.jackson.databind.json.JsonMapper;

/** All that an attempt may touch: its order, the storage of its own workspace, a folder of its own. */
public final class StepRoom {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final StepOrder order;
    private final WorkspaceStorage storage;
    private final WorkFolder folder;
    private final Cancellation cancellation;
    private final SharedFolders shared;
    private final DoubleConsumer progress;
    private long stored;

    /**
     * Makes it.
     *
     * @param shared hears which shared folder the attempt needs, before it looks into it
     * @param progress hears how much is done, 0 to 1
     */
    public StepRoom(
            StepOrder order,
            WorkspaceStorage storage,
            WorkFolder folder,
            Cancellation cancellation,
            SharedFolders shared,
            DoubleConsumer progress) {
        this.order = order;
        this.storage = storage;
        this.folder = folder;
        this.cancellation = cancellation;
        this.shared = shared;
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

    /** What the step is told besides its inputs, as a record of what it cares for. */
    public <T> T settings(Class<T> type) {
        return JSON.readValue(order.settings(), type);
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
        return fetch(name).orElseThrow(() -> missing(name));
    }

    /** Why a step cannot begin. */
    static StepRefused missing(String name) {
        return new StepRefused("INPUT_MISSING", "the step before has left no " + name);
    }

    /** Fetches any object of the workspace. */
    public Path fetch(StorageKey key, String name) throws IOException {
        var file = folder.file(name);
        if (storage.fetch(key, file).isEmpty()) {
            throw new IOException("gone from the storage: " + key);
        }
        return file;
    }

    /** Stores a file as what the step gives out. */
    public StepFile store(String name, StorageKey key, String contentType, Path file) throws IOException {
        storage.put(key, contentType, file);
        stored += Files.size(file);
        return new StepFile(name, key.value());
    }

    /** Stores something small as what the step gives out. */
    public StepFile store(String name, StorageKey key, String contentType, byte[] content) {
        storage.put(key, contentType, content.length, new ByteArrayInputStream(content));
        stored += content.length;
        return new StepFile(name, key.value());
    }

    /** Stores a small text as what the step gives out. */
    public StepFile store(String name, StorageKey key, String contentType, String text) {
        return store(name, key, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a small object; empty where there is none. */
    public Optional<String> read(StorageKey key) throws IOException {
        var content = storage.open(key);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try (var stream = content.get()) {
            return Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Reads a small input; empty where the step has none of that name. */
    public Optional<String> readInput(String name) throws IOException {
        var key = input(name);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(read(key.get()).orElseThrow(() -> new IOException("gone from the storage: " + key.get())));
    }

    /** Whether there is such an object. */
    public boolean has(StorageKey key) {
        return storage.describe(key).isPresent();
    }

    /**
     * Says in the log that the attempt needs a folder of what follows from a digest. Comes before the first look into it:
     * from then on nothing is removed there.
     */
    public void need(String area, String digest) {
        shared.need(StorageFolder.of(order.workspaceId(), area, digest));
    }

    /** A key for something that follows from the material alone, and is shared by all jobs of the workspace. */
    public StorageKey sharedKey(String... parts) {
        return StorageKey.of(order.workspaceId(), parts);
    }

    /** A key for something that belongs to this job alone. */
    public StorageKey ownKey(String file) {
        return StorageKey.of(
                order.workspaceId(),
                "jobs",
                order.jobId().toString(),
                order.stepId().toString(),
                file);
    }

    /** How many bytes were stored. */
    public long bytesStored() {
        return stored;
    }
}
