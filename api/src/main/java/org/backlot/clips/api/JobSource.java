package org.backlot.clips.api;

import org.backlot.shared.personal.NotPersonal;
import org.jspecify.annotations.Nullable;

/**
 * What a job cuts clips out of: exactly one of the two places is given.
 *
 * @param url where it is published, in the form in which it was checked
 * @param fileKey its key in the object store, under the workspace's own prefix
 * @param captionsKey the key of a file that says what is spoken in an upload: SRT, WebVTT or a transcript as JSON; absent
 *     where nobody has written that down
 */
public record JobSource(
        SourceKind kind,

        @NotPersonal("the address of published material") @Nullable
        String url,

        @NotPersonal("a key made of ids") @Nullable String fileKey,

        @NotPersonal("a key made of ids") @Nullable String captionsKey) {
    public JobSource {
        boolean uploaded = kind == SourceKind.UPLOAD;
        if (uploaded == (fileKey == null) || uploaded != (url == null)) {
            throw new IllegalArgumentException("an upload has a key, anything else an address");
        }
        if (!uploaded && captionsKey != null) {
            throw new IllegalArgumentException("captions come with an upload only");
        }
    }

    /** Material that is published somewhere. */
    public static JobSource published(SourceKind kind, String url) {
        return new JobSource(kind, url, null, null);
    }

    public static JobSource upload(String fileKey, @Nullable String captionsKey) {
        return new JobSource(SourceKind.UPLOAD, null, fileKey, captionsKey);
    }

    /** Whether somebody has written down what is spoken. */
    public boolean hasCaptions() {
        return captionsKey != null;
    }
}
