package org.backlot.media.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.NotPersonal;

/**
 * All objects of a workspace, or those under some first parts of their names.
 *
 * @param prefix how the names of its objects begin; it ends in a slash
 */
public record StorageFolder(
        WorkspaceId workspace,
        @NotPersonal("ids and fixed words") @JsonValue String prefix) {
    /** Of the clips that follow from a specification; named by its digest. */
    public static final String RENDERS = "renders";
    /** Of what follows from a recording; named by its digest. */
    public static final String ANALYSIS = "analysis";

    private static final Set<String> SHARED = Set.of(RENDERS, ANALYSIS);
    private static final int SHARED_PARTS = 4;

    /** @throws IllegalArgumentException for a prefix that is not the workspace's */
    public StorageFolder {
        if (!prefix.startsWith(workspace + "/") || !prefix.endsWith("/")) {
            throw new IllegalArgumentException("a folder lies in its workspace and ends in a slash");
        }
    }

    /** @throws IllegalArgumentException where no key begins so */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static StorageFolder at(String prefix) {
        return new StorageFolder(new StorageKey(prefix + "file").workspace(), prefix);
    }

    /** @throws IllegalArgumentException for a part that no {@link StorageKey} may have */
    public static StorageFolder of(WorkspaceId workspace, String... parts) {
        return new StorageFolder(workspace, StorageKey.prefix(workspace, parts));
    }

    /**
     * The folder around a file that is named by what it follows from, and that more than one job may therefore use; empty
     * for a file that is somebody's own, and for what is no key.
     */
    public static Optional<StorageFolder> sharedAround(String key) {
        var parts = List.of(key.split("/", -1));
        if (parts.size() != SHARED_PARTS || !SHARED.contains(parts.get(1))) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(new StorageKey(key).workspace(), parts.get(1), parts.get(2)));
        } catch (IllegalArgumentException noKey) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return prefix;
    }
}
