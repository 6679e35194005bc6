package org.backlot.media.api;

import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.NotPersonal;

/**
 * All objects of a workspace, or those under some first parts of their names.
 *
 * @param prefix how the names of its objects begin; it ends in a slash
 */
public record StorageFolder(
        WorkspaceId workspace,
        @NotPersonal("ids and fixed words") String prefix) {

    /** @throws IllegalArgumentException for a prefix that is not the workspace's */
    public StorageFolder {
        if (!prefix.startsWith(workspace + "/") || !prefix.endsWith("/")) {
            throw new IllegalArgumentException("a folder lies in its workspace and ends in a slash");
        }
    }

    /** @throws IllegalArgumentException for a part that no {@link StorageKey} may have */
    public static StorageFolder of(WorkspaceId workspace, String... parts) {
        return new StorageFolder(workspace, StorageKey.prefix(workspace, parts));
    }

    @Override
    public String toString() {
        return prefix;
    }
}
