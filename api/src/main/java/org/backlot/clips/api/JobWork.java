package org.backlot.clips.api;

import java.util.List;
import org.backlot.media.api.RemovalReason;
import org.backlot.media.api.StorageFolder;
import org.backlot.shared.id.MediaAssetId;
import org.backlot.shared.id.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * What a job was made of and has made besides clips, for those who remove it.
 *
 * @param removedFor why it is removed; null while it is kept
 * @param folders of the job alone
 * @param uploads the recording and its captions, where these are uploads
 */
public record JobWork(
        WorkspaceId workspaceId,
        @Nullable RemovalReason removedFor,
        List<StorageFolder> folders,
        List<MediaAssetId> uploads) {
    public JobWork {
        folders = List.copyOf(folders);
        uploads = List.copyOf(uploads);
    }
}
