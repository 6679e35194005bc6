package org.backlot.media.worker;

import java.io.Serializable;
import org.backlot.media.api.StorageFolder;

/**
 * A shared folder that is to be emptied, as it lies in the queue.
 *
 * @param prefix of its files
 * @param removal which removal of this folder
 */
record FolderOrder(String prefix, int removal) implements Serializable {
    private static final long serialVersionUID = 1L;

    static FolderOrder of(StorageFolder folder, int removal) {
        return new FolderOrder(folder.prefix(), removal);
    }

    StorageFolder folder() {
        return StorageFolder.at(prefix);
    }
}
