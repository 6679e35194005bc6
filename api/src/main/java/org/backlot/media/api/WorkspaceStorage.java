package org.backlot.media.api;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The objects of one workspace. Every method but those that only sign blocks, throws IllegalArgumentException for a key of
 * another workspace, and throws a {@link org.backlot.shared.Rejection} {@code UNAVAILABLE} where the storage cannot be
 * reached or refuses its credentials.
 */
public interface WorkspaceStorage {
    /** Stores a file; what was there is replaced. */
    StoredObject put(StorageKey key, String contentType, Path file);

    /**
     * Stores what a stream holds; what was there is replaced.
     *
     * @param size how many bytes the stream holds, exactly
     */
    StoredObject put(StorageKey key, String contentType, long size, InputStream content);

    /** Fetches an object into a file, which is replaced; empty where there is no such object. */
    Optional<StoredObject> fetch(StorageKey key, Path into);

    /** The content, to be closed by the caller; empty where there is no such object. */
    Optional<InputStream> open(StorageKey key);

    /** The first bytes, fewer of a smaller object; empty where there is no such object. */
    Optional<byte[]> start(StorageKey key, int bytes);

    /** What the storage knows of an object; empty where there is none. */
    Optional<StoredObject> describe(StorageKey key);

    /** Removes an object; nothing happens where there is none. */
    void delete(StorageKey key);

    /** The objects of a folder with their sizes, in the order of their names. */
    List<Listed> list(StorageFolder folder);

    /** Removes all that a folder holds at the moment. */
    default void empty(StorageFolder folder) {
        list(folder).forEach(object -> delete(object.key()));
    }

    /** An object as a list shows it. */
    record Listed(StorageKey key, long size) {}

    /**
     * Signs the upload of a new object in one piece. The storage refuses another type, another length, and a second
     * upload where one has arrived.
     */
    SignedLink signPut(StorageKey key, MediaContentType contentType, long size, Duration validFor);

    /** Begins an upload in parts. */
    String beginParts(StorageKey key, MediaContentType contentType);

    /**
     * Signs the upload of one part. The storage refuses another length.
     *
     * @param number from 1
     */
    SignedLink signPart(StorageKey key, String upload, int number, long size, Duration validFor);

    /** The parts that have arrived, by number; empty for an upload that does not exist any more. */
    List<UploadedPart> parts(StorageKey key, String upload);

    /** Puts the parts together. Nothing happens where that was done before. */
    void completeParts(StorageKey key, String upload, List<UploadedPart> parts);

    /** Gives up an upload in parts and removes what has arrived; nothing happens where there is none. */
    void abortParts(StorageKey key, String upload);

    /**
     * Signs a download.
     *
     * @param fileName what the browser is to call the file; any text
     */
    SignedLink signGet(StorageKey key, String fileName, Duration validFor);
}
