// Why this file exists: what uploads refuse, each with its code and what to do next.
package org.backlot.media.api;

import org.backlot.shared.RejectionCode;

/** What uploads and media refuse. */
public enum MediaRejection implements RejectionCode {
    UPLOAD_TOO_LARGE(413, "The file is larger than 2 GB. Cut it into shorter files."),
    UPLOAD_MISSING(409, "Nothing has arrived under this upload. Send the file to its link first, then confirm."),
    UPLOAD_INCOMPLETE(409, "Parts of the file are missing. Send those that missingParts names, then confirm again."),
    UPLOAD_EMPTY(422, "The file has no content. Request a new upload and send the whole file."),
    UPLOAD_SIZE_WRONG(422, "The file has not the size that was promised. Request a new upload with its real size."),
    UPLOAD_TYPE_WRONG(422, "The file was stored under another content type than promised. Request a new upload."),
    UPLOAD_CONTENT_WRONG(422, "The file does not begin like a file of its content type. Send the real file."),
    UPLOAD_EXPIRED(410, "The upload was not confirmed in time, and what had arrived is removed. Request a new one."),
    /** Carries {@code dueAt} where it was confirmed. */
    UPLOAD_NOT_DUE(409, "The upload may still be confirmed, or the file is still kept."),
    UPLOAD_RETIRED(410, "The file was removed after the time that uploads are kept. Upload it again."),
    UPLOAD_NOT_CONFIRMED(409, "The file has not been confirmed yet. Confirm the upload first."),
    ASSET_REFUSED(422, "The file must not be used. The detail says why; upload another one."),
    NO_FINGERPRINT(409, "Nothing has looked at the picture yet. Ask again when the file has been analysed."),
    FILES_BEING_REMOVED(409, "These files are being removed at this moment. Try again in half a minute."),
    /** Carries {@code resource}, {@code limit}, {@code used} and {@code promised}, all in bytes; for an upload {@code wanted}. */
    STORAGE_QUOTA_EXCEEDED(
            429,
            "The storage of this workspace is used up. Delete uploads, or clips that nobody needs any more, or give up"
                    + " uploads that were not sent; or take a larger plan.");

    private final int status;
    private final String message;

    MediaRejection(int status, String message) {
        this.status = status;
        this.message = message;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String message() {
        return message;
    }
}
