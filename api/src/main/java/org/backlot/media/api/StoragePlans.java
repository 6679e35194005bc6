package org.backlot.media.api;

import org.backlot.shared.id.WorkspaceId;

/** How much each workspace may keep in the storage. Whoever knows plans says so. */
public interface StoragePlans {
    /** In bytes. */
    long bytesOf(WorkspaceId workspace);
}
