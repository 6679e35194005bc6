// Files are too large for the log and for the program's memory. They lie in an object storage, and clients speak to it
// themselves, with links that are signed here.
package org.backlot.media.api;

import java.time.Instant;
import org.backlot.shared.id.WorkspaceId;

/** The object storage. What one workspace stores no other can name. */
public interface ObjectStorage {
    /** The objects of one workspace, and no others. */
    WorkspaceStorage of(WorkspaceId workspace);

    /**
     * Gives up all uploads in parts that were begun before a time and neither completed nor aborted, of every workspace:
     * what a process leaves behind that dies between two steps.
     *
     * @return how many
     */
    int abortPartsBegunBefore(Instant time);
}
