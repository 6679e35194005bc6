package org.backlot.media.command;

import org.backlot.media.api.StoragePlans;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.WorkspaceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Holds workspaces to the storage of their plan. What they take up is a view that is written in the commit of the events
 * themselves; whoever asks holds a lock of that workspace until its own commit. So no two take the last gigabyte.
 */
@Component
public final class StorageQuota {
    /** Names the locks in the database, where numbers are all that locks are called. */
    private static final int LOCK = 0x7374_6f72;

    private final JdbcClient jdbc;
    private final StoragePlans plans;

    StorageQuota(JdbcClient jdbc, StoragePlans plans) {
        this.jdbc = jdbc;
        this.plans = plans;
    }

    /**
     * Whether an upload of that size fits beside what is kept and promised. Part of the unit of work that promises it.
     *
     * @throws Rejection {@code STORAGE_QUOTA_EXCEEDED}
     */
    public void requireRoomFor(WorkspaceId workspace, long size) {
        use(workspace).requireRoomFor(size, plans.bytesOf(workspace));
    }

    /**
     * Whether a workspace may have anything more made. Part of the unit of work that asks for it.
     *
     * @throws Rejection {@code STORAGE_QUOTA_EXCEEDED}
     */
    public void requireAnyRoom(WorkspaceId workspace) {
        use(workspace).requireAnyRoom(plans.bytesOf(workspace));
    }

    private StorageUse use(WorkspaceId workspace) {
        // Two workspaces of one number wait for each other once in a while, and nothing worse.
        jdbc.sql("select pg_advisory_xact_lock(:lock, :workspace)")
                .param("lock", LOCK)
                .param("workspace", workspace.value().hashCode())
                .query((_, _) -> true)
                .single();
        return jdbc.sql("""
                        select (select coalesce(sum(bytes), 0) from storage.upload
                                where workspace_id = :workspace and arrived)::bigint
                             + (select coalesce(sum(bytes), 0) from storage.folder
                                where workspace_id = :workspace)::bigint as kept,
                               (select coalesce(sum(bytes), 0) from storage.upload
                                where workspace_id = :workspace and not arrived)::bigint as promised
                        """)
                .param("workspace", workspace.value())
                .query((row, _) -> new StorageUse(row.getLong("kept"), row.getLong("promised")))
                .single();
    }
}
