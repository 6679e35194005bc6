package org.backlot.media.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backlot.media.api.MediaContentType;
import org.backlot.media.api.ObjectStorage;
import org.backlot.media.api.StorageKey;
import org.backlot.media.api.UploadTicket;
import org.backlot.media.command.MediaLimits;
import org.backlot.shared.Rejection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The links under which a client sends its file to the storage. */
@Component
final class UploadLinks {
    private static final Logger LOG = LoggerFactory.getLogger(UploadLinks.class);
    private static final String METHOD = "PUT";

    private final ObjectStorage storage;
    private final Duration validFor;

    /**
     * Makes it.
     *
     * @param validFor how long a link may be used to begin an upload
     */
    UploadLinks(ObjectStorage storage, @Value("${backlot.uploads.links-valid:15m}") Duration validFor) {
        this.storage = storage;
        this.validFor = validFor;
    }

    /** For one request. */
    Beginning beginning() {
        return new Beginning();
    }

    /** The upload in parts of one request: begun once, however often the request's work is run. */
    final class Beginning {
        private @Nullable StorageKey key;
        private @Nullable String parts;

        private Beginning() {}

        /** The storage's name of the upload; empty for a file in one piece, and for one that will be refused. */
        synchronized Optional<String> of(StorageKey file, MediaContentType contentType, long size) {
            if (parts == null && UploadParts.needed(size) && size <= MediaLimits.LARGEST) {
                parts = storage.of(file.workspace()).beginParts(file, contentType);
                key = file;
            }
            return Optional.ofNullable(parts);
        }

        /** Ends what nobody will ever hear of. May block; what stays in spite of it is found by its age. */
        synchronized void giveUp() {
            if (key == null || parts == null) {
                return;
            }
            try {
                storage.of(key.workspace()).abortParts(key, parts);
            } catch (Rejection unavailable) {
                LOG.warn("Parts of {} stay in the storage until they are old", key);
            }
        }
    }

    /** Links for the whole file or for all of its parts. */
    PresignedUpload sign(UploadTicket ticket, Instant now, Instant confirmBy) {
        var own = storage.of(ticket.workspaceId());
        var upload = ticket.parts();
        if (upload == null) {
            var link = own.signPut(ticket.fileKey(), ticket.contentType(), ticket.size(), validFor);
            return new PresignedUpload(
                    ticket.assetId(),
                    ticket.fileKey(),
                    METHOD,
                    link.url(),
                    link.headers(),
                    List.of(),
                    now.plus(validFor),
                    confirmBy);
        }
        var parts = UploadParts.of(ticket.size()).stream()
                .map(part -> new PresignedUpload.PresignedPart(
                        part.number(),
                        part.offset(),
                        part.size(),
                        own.signPart(ticket.fileKey(), upload, part.number(), part.size(), validFor)
                                .url()))
                .toList();
        return new PresignedUpload(
                ticket.assetId(), ticket.fileKey(), METHOD, null, Map.of(), parts, now.plus(validFor), confirmBy);
    }
}
