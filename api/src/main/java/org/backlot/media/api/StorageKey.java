// Whose an object is stands at the beginning of its name, and nowhere else: a name that could be read in two ways
// would be a way into another workspace.
package org.backlot.media.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backlot.shared.id.MediaAssetId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.NotPersonal;

/**
 * Names one object in the storage, {@code <workspaceId>/<part>/…} (CLIP section 4). Names of people's files never become
 * part of it.
 *
 * @param value the id of the workspace and one to seven further parts of ASCII letters, digits, {@code . _ -}, none of
 *     which begins with a dot
 */
public record StorageKey(
        @NotPersonal("ids and fixed words; the name somebody gave the file is no part of it") @JsonValue
        String value) {
    private static final int LONGEST = 512;
    private static final int MOST_PARTS = 8;
    /** Of the name of an uploaded file. */
    private static final int SOURCE_PARTS = 4;

    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}");

    /** @throws IllegalArgumentException where it does not begin with a workspace, or has a part that is not allowed */
    @JsonCreator
    public StorageKey {
        if (value.length() > LONGEST) {
            throw new IllegalArgumentException("a storage key has at most %d characters".formatted(LONGEST));
        }
        var parts = parts(value);
        if (parts.size() < 2 || parts.size() > MOST_PARTS) {
            throw new IllegalArgumentException(
                    "a storage key is a workspace and 1 to %d parts".formatted(MOST_PARTS - 1));
        }
        if (!WorkspaceId.parse(parts.getFirst()).toString().equals(parts.getFirst())) {
            throw new IllegalArgumentException("a storage key begins with a workspace id in lower case");
        }
        requireParts(parts.subList(1, parts.size()));
    }

    /** The key of a workspace's object. */
    public static StorageKey of(WorkspaceId workspace, String... parts) {
        return new StorageKey(
                Stream.concat(Stream.of(workspace.toString()), Stream.of(parts)).collect(Collectors.joining("/")));
    }

    /** Where the uploaded file of an asset lies. */
    public static StorageKey source(WorkspaceId workspace, MediaAssetId asset) {
        return of(workspace, "sources", asset.toString(), "original");
    }

    /** The asset whose uploaded file lies under a key; empty for every other key, and for what is none. */
    public static Optional<MediaAssetId> assetAt(String key) {
        var parts = parts(key);
        if (parts.size() != SOURCE_PARTS) {
            return Optional.empty();
        }
        try {
            var asset = MediaAssetId.parse(parts.get(2));
            return Optional.of(asset)
                    .filter(one -> source(WorkspaceId.parse(parts.getFirst()), one)
                            .value()
                            .equals(key));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    /** The workspace that owns the object. */
    public WorkspaceId workspace() {
        return WorkspaceId.parse(parts(value).getFirst());
    }

    /**
     * The beginning of the names of a workspace's objects, ending in a slash.
     *
     * @throws IllegalArgumentException for a part that is not allowed
     */
    static String prefix(WorkspaceId workspace, String... parts) {
        requireParts(List.of(parts));
        return Stream.concat(Stream.of(workspace.toString()), Stream.of(parts))
                .collect(Collectors.joining("/", "", "/"));
    }

    private static void requireParts(List<String> parts) {
        if (!parts.stream().allMatch(part -> PART.matcher(part).matches())) {
            throw new IllegalArgumentException(
                    "a part of a storage key is 1 to 128 ASCII letters, digits, dots, dashes and underscores, no dot first");
        }
    }

    private static List<String> parts(String value) {
        return List.of(value.split("/", -1));
    }

    @Override
    public String toString() {
        return value;
    }
}
