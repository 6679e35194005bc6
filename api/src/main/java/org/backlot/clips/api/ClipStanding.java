package org.backlot.clips.api;

import java.util.List;
import org.backlot.media.api.StorageFolder;
import org.backlot.shared.id.WorkspaceId;

/**
 * What whoever removes the files of a clip must know.
 *
 * @param folders those that no other clip has files in
 */
public record ClipStanding(WorkspaceId workspaceId, List<StorageFolder> folders) {
    public ClipStanding {
        folders = List.copyOf(folders);
    }
}
