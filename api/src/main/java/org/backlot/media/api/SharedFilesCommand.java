package org.backlot.media.api;

import org.backlot.shared.Command;

/** What may be asked of files that follow from their name and are shared by whoever needs them. */
public sealed interface SharedFilesCommand extends Command {
    StorageFolder folder();

    @Override
    default String stream() {
        return SharedFilesEvent.streamOf(folder());
    }

    /**
     * Somebody will look into the folder, and take or make what he needs there. Comes before the look: from its commit on
     * nothing is removed under him. The same again does nothing.
     *
     * @param user the stream of who needs them, such as {@code clip/…}
     */
    record UseSharedFiles(StorageFolder folder, String user) implements SharedFilesCommand {}

    /** Somebody needs them no more; where nobody else does, their removal begins in the same commit. */
    record ForgoSharedFiles(StorageFolder folder, String user, RemovalReason reason) implements SharedFilesCommand {}

    /** A worker that was told to stop may have stored something since. Does nothing where somebody needs them again. */
    record RemoveSharedFilesAgain(StorageFolder folder) implements SharedFilesCommand {}

    /**
     * Answers whether that removal is under way: only then may files be deleted.
     *
     * @param removal which one, from 1
     */
    record InspectSharedFilesRemoval(StorageFolder folder, int removal) implements SharedFilesCommand {}

    /** The folder is empty. */
    record RecordSharedFilesRemoved(StorageFolder folder, int removal) implements SharedFilesCommand {}
}
