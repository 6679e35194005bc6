package org.backlot.media.command;

import org.backlot.platform.command.CommittedReads;
import org.backlot.shared.id.MediaAssetId;
import org.backlot.shared.id.WorkspaceId;
import org.springframework.stereotype.Component;

/** Which uploads of a workspace are there, for those who may name any key and need not name an upload. */
@Component
public final class KeptUploads {
    private final CommittedReads reads;

    KeptUploads(CommittedReads reads) {
        this.reads = reads;
    }

    /** Whether it was confirmed, is there, and is that workspace's. */
    public boolean has(WorkspaceId workspace, MediaAssetId asset) {
        return reads.jdbc()
                .sql("select exists (select 1 from storage.upload where asset_id = ? and workspace_id = ? and arrived)")
                .params(asset.value(), workspace.value())
                .query(Boolean.class)
                .single();
    }
}
