package org.backlot.clips.worker.step;

import org.backlot.media.api.StorageFolder;

/** Where an attempt says which shared folders it needs; a refusal is thrown, and the attempt may be made again. */
@FunctionalInterface
public interface SharedFolders {
    /** Comes back when it is in the log. */
    void need(StorageFolder folder);
}
