package org.backlot.clips.worker.step;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.backlot.media.api.MediaContentType;
import org.backlot.media.api.SignedLink;
import org.backlot.media.api.StorageFolder;
import org.backlot.media.api.StorageKey;
import org.backlot.media.api.StoredObject;
import org.backlot.media.api.UploadedPart;
import org.backlot.media.api.WorkspaceStorage;
import org.backlot.shared.Sha256;
import org.backlot.shared.id.WorkspaceId;

/** A folder as the storage of one workspace; knows what was stored. Steps sign nothing, so nothing is signed here. */
final class FolderStorage implements WorkspaceStorage {
    private final WorkspaceId workspace;
    private final Path folder;
    private final List<StorageKey> stored = new ArrayList<>();

    FolderStorage(WorkspaceId workspace, Path folder) {
        this.workspace = workspace;
        this.folder = folder;
    }

    /** What was stored so far, in order. */
    synchronized List<StorageKey> stored() {
        return List.copyOf(stored);
    }

    Path file(StorageKey key) {
        if (!key.workspace().equals(workspace)) {
            throw new IllegalArgumentException("not of this workspace: " + key);
        }
        return folder.resolve(key.value());
    }

    @Override
    public StoredObject put(StorageKey key, String contentType, Path file) {
        try (var content = Files.newInputStream(file)) {
            return put(key, contentType, Files.size(file), content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public synchronized StoredObject put(StorageKey key, String contentType, long size, InputStream content) {
        try {
            Files.createDirectories(file(key).getParent());
            if (Files.copy(content, file(key), StandardCopyOption.REPLACE_EXISTING) != size) {
                throw new IllegalArgumentException("not as long as was said: " + key);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        stored.add(key);
        return describe(key).orElseThrow();
    }

    @Override
    public Optional<StoredObject> fetch(StorageKey key, Path into) {
        return describe(key).map(there -> {
            try {
                Files.copy(file(key), into, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            return there;
        });
    }

    @Override
    public Optional<InputStream> open(StorageKey key) {
        return describe(key).map(_ -> new ByteArrayInputStream(bytes(key)));
    }

    @Override
    public Optional<byte[]> start(StorageKey key, int bytes) {
        return describe(key).map(_ -> {
            var all = bytes(key);
            return Arrays.copyOf(all, Math.min(all.length, bytes));
        });
    }

    private byte[] bytes(StorageKey key) {
        try {
            return Files.readAllBytes(file(key));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Optional<StoredObject> describe(StorageKey key) {
        try {
            return Files.exists(file(key))
                    ? Optional.of(new StoredObject(
                            key, Files.size(file(key)), "application/octet-stream", Sha256.hex(file(key))))
                    : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void delete(StorageKey key) {
        try {
            Files.deleteIfExists(file(key));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public List<Listed> list(StorageFolder in) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SignedLink signPut(StorageKey key, MediaContentType contentType, long size, Duration validFor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String beginParts(StorageKey key, MediaContentType contentType) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SignedLink signPart(StorageKey key, String upload, int number, long size, Duration validFor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<UploadedPart> parts(StorageKey key, String upload) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void completeParts(StorageKey key, String upload, List<UploadedPart> parts) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void abortParts(StorageKey key, String upload) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SignedLink signGet(StorageKey key, String fileName, Duration validFor) {
        throw new UnsupportedOperationException();
    }
}
