package org.backlot.media.rest;

import java.util.Optional;
import org.backlot.media.api.AssetStatus;
import org.backlot.media.api.FileSignature;
import org.backlot.media.api.MediaRejection;
import org.backlot.media.api.ObjectStorage;
import org.backlot.media.api.StoredObject;
import org.backlot.media.api.UploadTicket;
import org.backlot.media.api.WorkspaceStorage;
import org.backlot.shared.Rejection;
import org.springframework.stereotype.Component;

/** Looks at what a client has sent to the storage. */
@Component
final class ArrivedUploads {
    private final ObjectStorage storage;

    ArrivedUploads(ObjectStorage storage) {
        this.storage = storage;
    }

    /** An object that has arrived, and the format that its first bytes show. */
    record Arrival(StoredObject object, FileSignature signature) {}

    /**
     * Puts parts together where the file came in parts, and looks at the file. May block.
     *
     * @return empty where it was confirmed before
     * @throws Rejection {@code UPLOAD_MISSING}, {@code UPLOAD_INCOMPLETE} with {@code missingParts}, {@code UNAVAILABLE},
     *     or what an upload is refused with that is over
     */
    Optional<Arrival> look(UploadTicket ticket) {
        ticket.status().refusal().ifPresent(code -> {
            throw Rejection.of(code);
        });
        if (ticket.status() == AssetStatus.UPLOADED) {
            return Optional.empty();
        }
        var own = storage.of(ticket.workspaceId());
        var key = ticket.fileKey();
        var object = own.describe(key)
                .or(() -> {
                    together(own, ticket);
                    return own.describe(key);
                })
                .orElseThrow(() -> Rejection.of(MediaRejection.UPLOAD_MISSING));
        var start = object.size() == 0 ? Optional.<byte[]>empty() : own.start(key, FileSignature.LOOKED_AT);
        return Optional.of(new Arrival(object, start.map(FileSignature::of).orElse(FileSignature.UNKNOWN)));
    }

    private static void together(WorkspaceStorage own, UploadTicket ticket) {
        var upload = ticket.parts();
        if (upload == null) {
            return;
        }
        var arrived = own.parts(ticket.fileKey(), upload);
        var missing = UploadParts.missing(ticket.size(), arrived);
        if (arrived.isEmpty()) {
            throw Rejection.of(MediaRejection.UPLOAD_MISSING);
        }
        if (!missing.isEmpty()) {
            throw Rejection.of(MediaRejection.UPLOAD_INCOMPLETE).with("missingParts", missing);
        }
        own.completeParts(ticket.fileKey(), upload, arrived);
    }
}
