package org.backlot.clips.api;

import org.backlot.shared.personal.NotPersonal;
import org.jspecify.annotations.Nullable;

/**
 * What a job cuts clips out of: exactly one of the two places is given.
 *
 * @param url where it is published, in the form in which it was checked
 * @param fileKey its key in the object store, under the workspace's own prefix
 */
public record JobSource(
        SourceKind kind,

        @NotPersonal("the address of published material") @Nullable
        String url,

        @NotPersonal("a key made of ids") @Nullable String fileKey) {
    public JobSource {
        boolean uploaded = kind == SourceKind.UPLOAD;
        if (uploaded == (fileKey == null) || uploaded != (url == null)) {
            throw new IllegalArgumentException("an upload has a key, anything else an address");
        }
    }

    public static JobSource upload(String fileKey) {
        return new JobSource(SourceKind.UPLOAD, null, fileKey);
    }
}
