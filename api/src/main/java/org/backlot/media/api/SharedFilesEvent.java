package org.backlot.media.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.backlot.shared.Event;
import org.backlot.shared.EventName;
import org.backlot.shared.personal.NotPersonal;

/**
 * The life of files that lie under the digest of what they follow from: who needs them, and that they are removed once
 * nobody does. Only the system does any of this, because of what people have done elsewhere.
 */
public sealed interface SharedFilesEvent extends Event {
    StorageFolder folder();

    @Override
    default String stream() {
        return streamOf(folder());
    }

    /** The stream of a folder. */
    static String streamOf(StorageFolder folder) {
        var prefix = folder.prefix();
        return "shared-files/" + prefix.substring(0, prefix.length() - 1);
    }

    /** @param user the stream of who needs them */
    @EventName("media.SharedFilesUsed")
    @Revision("1")
    record SharedFilesUsed(
            StorageFolder folder,
            @NotPersonal("the name of a stream") String user,
            Instant at) implements SharedFilesEvent {}

    @EventName("media.SharedFilesForgone")
    @Revision("1")
    record SharedFilesForgone(
            StorageFolder folder,
            @NotPersonal("the name of a stream") String user,
            RemovalReason reason,
            Instant at) implements SharedFilesEvent {}

    /**
     * Nobody needs them. Until they are gone nobody may use them.
     *
     * @param removal which one of this folder, from 1
     * @param again whether this is the later look for what a worker has stored that was told to stop
     */
    @EventName("media.SharedFilesRemovalBegun")
    @Revision("1")
    record SharedFilesRemovalBegun(StorageFolder folder, int removal, boolean again, Instant at)
            implements SharedFilesEvent {}

    /** They are gone; whoever needs them makes them anew. */
    @EventName("media.SharedFilesRemoved")
    @Revision("1")
    record SharedFilesRemoved(StorageFolder folder, int removal, Instant at) implements SharedFilesEvent {}
}
