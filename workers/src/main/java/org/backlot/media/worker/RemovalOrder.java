package org.backlot.media.worker;

import java.io.Serializable;
import org.backlot.media.api.StorageKey;
import org.jspecify.annotations.Nullable;

/**
 * A file that is to be removed, as it lies in the queue.
 *
 * @param parts an upload in parts that was not put together; absent where there is none
 */
record RemovalOrder(String fileKey, @Nullable String parts) implements Serializable {
    private static final long serialVersionUID = 1L;

    StorageKey key() {
        return new StorageKey(fileKey);
    }
}
