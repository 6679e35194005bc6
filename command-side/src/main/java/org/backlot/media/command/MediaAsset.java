package org.backlot.media.command;

import static org.backlot.media.api.MediaRejection.UPLOAD_CONTENT_WRONG;
import static org.backlot.media.api.MediaRejection.UPLOAD_EMPTY;
import static org.backlot.media.api.MediaRejection.UPLOAD_EXPIRED;
import static org.backlot.media.api.MediaRejection.UPLOAD_NOT_CONFIRMED;
import static org.backlot.media.api.MediaRejection.UPLOAD_NOT_DUE;
import static org.backlot.media.api.MediaRejection.UPLOAD_SIZE_WRONG;
import static org.backlot.media.api.MediaRejection.UPLOAD_TOO_LARGE;
import static org.backlot.media.api.MediaRejection.UPLOAD_TYPE_WRONG;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.backlot.media.api.AssetStatus;
import org.backlot.media.api.ContainerFacts;
import org.backlot.media.api.DifferenceHash;
import org.backlot.media.api.MediaCommand.ConfirmUpload;
import org.backlot.media.api.MediaCommand.DeleteAsset;
import org.backlot.media.api.MediaCommand.ForgoAsset;
import org.backlot.media.api.MediaCommand.RecordFingerprint;
import org.backlot.media.api.MediaCommand.RecordProbe;
import org.backlot.media.api.MediaCommand.RecordScan;
import org.backlot.media.api.MediaCommand.RefuseAsset;
import org.backlot.media.api.MediaCommand.RequestUpload;
import org.backlot.media.api.MediaCommand.RetireAsset;
import org.backlot.media.api.MediaCommand.UseAsset;
import org.backlot.media.api.MediaEvent;
import org.backlot.media.api.MediaEvent.AssetDeleted;
import org.backlot.media.api.MediaEvent.AssetFingerprinted;
import org.backlot.media.api.MediaEvent.AssetForgone;
import org.backlot.media.api.MediaEvent.AssetProbed;
import org.backlot.media.api.MediaEvent.AssetRefused;
import org.backlot.media.api.MediaEvent.AssetRetired;
import org.backlot.media.api.MediaEvent.AssetScanned;
import org.backlot.media.api.MediaEvent.AssetUsed;
import org.backlot.media.api.MediaEvent.UploadConfirmed;
import org.backlot.media.api.MediaEvent.UploadExpired;
import org.backlot.media.api.MediaEvent.UploadRequested;
import org.backlot.media.api.RefusalReason;
import org.backlot.media.api.RemovalReason;
import org.backlot.media.api.ScanResult;
import org.backlot.media.api.ScanVerdict;
import org.backlot.media.api.StorageKey;
import org.backlot.media.api.UploadTicket;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.jspecify.annotations.Nullable;

/** The life of a media asset: promised, arrived, then refused, deleted, or never arrived (MED-1, MED-2). */
sealed interface MediaAsset {
    static MediaAsset unknown() {
        return new Unknown();
    }

    record Unknown() implements MediaAsset {}

    /** Links are out; whether anything has arrived is not known yet. */
    record Requested(UploadRequested request) implements MediaAsset {}

    /**
     * The file is there. What is not known of it yet is absent.
     *
     * @param users who needs it: nobody removes it under them but a person
     */
    record Uploaded(
            UploadRequested request,
            Instant confirmedAt,
            Optional<ScanResult> scan,
            Optional<ContainerFacts> facts,
            Optional<DifferenceHash> hash,
            Set<String> users)
            implements MediaAsset {
        static Uploaded of(UploadRequested request, Instant at) {
            return new Uploaded(request, at, Optional.empty(), Optional.empty(), Optional.empty(), Set.of());
        }

        private Uploaded scanned(ScanResult result) {
            return new Uploaded(request, confirmedAt, Optional.of(result), facts, hash, users);
        }

        private Uploaded probed(ContainerFacts read) {
            return new Uploaded(request, confirmedAt, scan, Optional.of(read), hash, users);
        }

        private Uploaded looking(DifferenceHash like) {
            return new Uploaded(request, confirmedAt, scan, facts, Optional.of(like), users);
        }

        private Uploaded usedBy(String user) {
            var more = new LinkedHashSet<>(users);
            more.add(user);
            return new Uploaded(request, confirmedAt, scan, facts, hash, Set.copyOf(more));
        }

        private Uploaded without(String user) {
            var fewer = new LinkedHashSet<>(users);
            fewer.remove(user);
            return new Uploaded(request, confirmedAt, scan, facts, hash, Set.copyOf(fewer));
        }
    }

    /** There is no file any more, or none that may be used. */
    record Over(UploadRequested request, AssetStatus how, Optional<RefusalReason> why) implements MediaAsset {
        static Over by(UploadRequested request, AssetStatus how) {
            return new Over(request, how, Optional.empty());
        }
    }

    default MediaAsset evolve(MediaEvent event) {
        return switch (event) {
            case UploadRequested e -> new Requested(e);
            case UploadConfirmed e -> Uploaded.of(request(), e.at());
            case AssetScanned e -> whileThere(up -> up.scanned(new ScanResult(e.verdict(), e.reason())));
            case AssetProbed e -> whileThere(up -> up.probed(e.facts()));
            case AssetFingerprinted e -> whileThere(up -> up.looking(e.hash()));
            case AssetUsed e -> whileThere(up -> up.usedBy(e.user()));
            case AssetForgone e -> whileThere(up -> up.without(e.user()));
            case AssetRetired _ -> Over.by(request(), AssetStatus.RETIRED);
            case AssetRefused e -> new Over(request(), AssetStatus.REFUSED, Optional.of(e.reason()));
            case AssetDeleted _ -> Over.by(request(), AssetStatus.DELETED);
            case UploadExpired _ -> Over.by(request(), AssetStatus.EXPIRED);
        };
    }

    /**
     * Promises a file. The same promise again does nothing.
     *
     * @throws Rejection {@code UPLOAD_TOO_LARGE}, {@code UPLOAD_EMPTY}, {@code ID_TAKEN}
     */
    default List<MediaEvent> request(RequestUpload command, Instant now) {
        if (!(this instanceof Unknown)) {
            if (samePromise(request(), command)) {
                return List.of();
            }
            throw Rejection.of(CommonRejection.ID_TAKEN).at("assetId");
        }
        if (command.size() > MediaLimits.LARGEST) {
            throw Rejection.of(UPLOAD_TOO_LARGE).at("size").with("largest", MediaLimits.LARGEST);
        }
        if (command.size() <= 0) {
            throw Rejection.of(UPLOAD_EMPTY, "A file has at least one byte.").at("size");
        }
        return List.of(new UploadRequested(
                command.assetId(),
                command.workspaceId(),
                command.requestedBy(),
                command.fileName(),
                command.contentType(),
                command.size(),
                StorageKey.source(command.workspaceId(), command.assetId()),
                command.parts(),
                command.confirmBy(),
                now));
    }

    /**
     * Takes the file for what was promised. Confirming again does nothing.
     *
     * @throws Rejection {@code UPLOAD_EXPIRED}, {@code UPLOAD_EMPTY}, {@code UPLOAD_SIZE_WRONG}, {@code
     *     UPLOAD_TYPE_WRONG}, {@code UPLOAD_CONTENT_WRONG}, {@code ASSET_REFUSED}, {@code NOT_FOUND}
     */
    default List<MediaEvent> confirm(ConfirmUpload command, Instant now) {
        return switch (this) {
            case Unknown _ -> throw Rejection.of(CommonRejection.NOT_FOUND);
            case Uploaded _ -> List.of();
            case Over over -> throw Rejection.of(over.how().refusal().orElse(CommonRejection.NOT_FOUND));
            case Requested requested -> {
                var promised = requested.request();
                var found = command.found();
                if (now.isAfter(promised.confirmBy())) {
                    throw Rejection.of(UPLOAD_EXPIRED);
                }
                if (!found.key().equals(promised.fileKey())) {
                    throw new IllegalArgumentException("somebody looked at another object");
                }
                if (found.size() == 0) {
                    throw Rejection.of(UPLOAD_EMPTY);
                }
                if (found.size() != promised.size()) {
                    throw Rejection.of(UPLOAD_SIZE_WRONG)
                            .with("promised", promised.size())
                            .with("found", found.size());
                }
                if (!found.contentType().equals(promised.contentType().value())) {
                    throw Rejection.of(UPLOAD_TYPE_WRONG)
                            .with("promised", promised.contentType().value());
                }
                if (!promised.contentType().admits(command.signature())) {
                    throw Rejection.of(UPLOAD_CONTENT_WRONG)
                            .with("contentType", promised.contentType().value())
                            .with("looksLike", command.signature().name());
                }
                yield List.of(new UploadConfirmed(
                        promised.assetId(),
                        promised.workspaceId(),
                        promised.fileKey(),
                        promised.contentType(),
                        found.size(),
                        found.checksum(),
                        now));
            }
        };
    }

    /**
     * Notes what a probe read, and refuses a file beyond a limit. The same facts again do nothing.
     *
     * @throws Rejection {@code UPLOAD_NOT_CONFIRMED}, {@code NOT_FOUND}
     */
    default List<MediaEvent> probe(RecordProbe command, Instant now) {
        return whenUploaded(up -> {
            if (up.facts().equals(Optional.of(command.facts()))) {
                return List.of();
            }
            var request = up.request();
            var events = new ArrayList<MediaEvent>();
            events.add(new AssetProbed(request.assetId(), request.workspaceId(), command.facts(), now));
            MediaLimits.beyond(request.contentType(), command.facts())
                    .ifPresent(beyond -> events.add(refused(request, beyond.reason(), beyond.detail(), now)));
            return events;
        });
    }

    /**
     * Notes what a scan found, and refuses an infected file. The same result again does nothing; another may follow, for
     * what was not scanned may be so later, and scanners learn.
     *
     * @throws Rejection {@code UPLOAD_NOT_CONFIRMED}, {@code NOT_FOUND}
     */
    default List<MediaEvent> scan(RecordScan command, Instant now) {
        return whenUploaded(up -> {
            var result = command.result();
            if (up.scan().equals(Optional.of(result))) {
                return List.of();
            }
            var request = up.request();
            var events = new ArrayList<MediaEvent>();
            events.add(
                    new AssetScanned(request.assetId(), request.workspaceId(), result.verdict(), result.reason(), now));
            if (result.verdict() == ScanVerdict.INFECTED) {
                events.add(refused(
                        request, RefusalReason.INFECTED, "The virus scanner found " + result.reason() + ".", now));
            }
            return events;
        });
    }

    /**
     * Notes what the picture looks like. The same hash again does nothing.
     *
     * @throws Rejection {@code UPLOAD_NOT_CONFIRMED}, {@code NOT_FOUND}
     */
    default List<MediaEvent> fingerprint(RecordFingerprint command, Instant now) {
        return whenUploaded(up -> up.hash().equals(Optional.of(command.hash()))
                ? List.of()
                : List.of(new AssetFingerprinted(
                        up.request().assetId(), up.request().workspaceId(), command.hash(), now)));
    }

    /**
     * Takes the file out of use, once.
     *
     * @throws Rejection {@code UPLOAD_NOT_CONFIRMED}, {@code NOT_FOUND}
     */
    default List<MediaEvent> refuse(RefuseAsset command, Instant now) {
        return whenUploaded(up -> List.of(refused(up.request(), command.reason(), command.detail(), now)));
    }

    /**
     * Deletes it. What has expired or is deleted stays so.
     *
     * @throws Rejection {@code NOT_FOUND}
     */
    default List<MediaEvent> delete(DeleteAsset command, Instant now) {
        return switch (this) {
            case Unknown _ -> throw Rejection.of(CommonRejection.NOT_FOUND);
            case Requested requested ->
                List.of(deleted(command, requested.request().parts(), now));
            case Uploaded _ -> List.of(deleted(command, null, now));
            case Over over -> over.how() == AssetStatus.REFUSED ? List.of(deleted(command, null, now)) : List.of();
        };
    }

    /**
     * Ends what nobody confirmed in time; what was confirmed or has ended stays as it is.
     *
     * @throws Rejection {@code UPLOAD_NOT_DUE} with {@code dueAt}, {@code NOT_FOUND}
     */
    default List<MediaEvent> expire(Instant now) {
        return switch (this) {
            case Unknown _ -> throw Rejection.of(CommonRejection.NOT_FOUND);
            case Requested(var request)
            when now.isBefore(request.confirmBy()) ->
                throw Rejection.of(UPLOAD_NOT_DUE).with("dueAt", request.confirmBy());
            case Requested(var request) ->
                List.of(new UploadExpired(
                        request.assetId(), request.workspaceId(), request.fileKey(), request.parts(), now));
            case Uploaded _, Over _ -> List.of();
        };
    }

    /**
     * Somebody needs the file from now on; again it does nothing.
     *
     * @throws Rejection {@code UPLOAD_NOT_CONFIRMED}, {@code ASSET_REFUSED}, {@code UPLOAD_RETIRED}, {@code
     *     UPLOAD_EXPIRED}, {@code NOT_FOUND}
     */
    default List<MediaEvent> use(UseAsset command, Instant now) {
        return switch (this) {
            case Unknown _ -> throw Rejection.of(CommonRejection.NOT_FOUND);
            case Requested _ -> throw Rejection.of(UPLOAD_NOT_CONFIRMED);
            case Over over -> throw Rejection.of(over.how().refusal().orElse(CommonRejection.NOT_FOUND));
            case Uploaded up when up.users().contains(command.user()) -> List.of();
            case Uploaded up ->
                List.of(new AssetUsed(up.request().assetId(), up.request().workspaceId(), command.user(), now));
        };
    }

    /** Somebody needs the file no more; nothing where they did not, or where it is gone. */
    default List<MediaEvent> forgo(ForgoAsset command, Instant now) {
        return this instanceof Uploaded up && up.users().contains(command.user())
                ? List.of(new AssetForgone(up.request().assetId(), up.request().workspaceId(), command.user(), now))
                : List.of();
    }

    /**
     * Takes material out of use that was kept long enough; nothing while somebody needs it, and never pictures and fonts.
     *
     * @throws Rejection {@code UPLOAD_NOT_DUE} with {@code dueAt}
     */
    default List<MediaEvent> retire(RetireAsset command, Instant now) {
        if (!(this instanceof Uploaded up)
                || !up.users().isEmpty()
                || !up.request().contentType().kind().isMaterial()) {
            return List.of();
        }
        var due = up.confirmedAt().plus(command.keptFor());
        if (now.isBefore(due)) {
            throw Rejection.of(UPLOAD_NOT_DUE).with("dueAt", due);
        }
        var request = up.request();
        return List.of(new AssetRetired(
                request.assetId(), request.workspaceId(), request.fileKey(), RemovalReason.RETENTION, now));
    }

    /** What is known of the upload. Throws {@code NOT_FOUND}. */
    default UploadTicket ticket() {
        var request = request();
        return new UploadTicket(
                request.assetId(),
                request.workspaceId(),
                request.fileKey(),
                request.contentType(),
                request.size(),
                request.parts(),
                switch (this) {
                    case Unknown _, Requested _ -> AssetStatus.REQUESTED;
                    case Uploaded _ -> AssetStatus.UPLOADED;
                    case Over over -> over.how();
                },
                this instanceof Over over ? over.why().orElse(null) : null);
    }

    private MediaAsset whileThere(UnaryOperator<Uploaded> change) {
        return this instanceof Uploaded up ? change.apply(up) : this;
    }

    private UploadRequested request() {
        return switch (this) {
            case Unknown _ -> throw Rejection.of(CommonRejection.NOT_FOUND);
            case Requested requested -> requested.request();
            case Uploaded uploaded -> uploaded.request();
            case Over over -> over.request();
        };
    }

    // Whoever looked at a file that is gone by now has nothing to add, and need not try again.
    private List<MediaEvent> whenUploaded(Function<Uploaded, List<MediaEvent>> decision) {
        return switch (this) {
            case Unknown _ -> throw Rejection.of(CommonRejection.NOT_FOUND);
            case Requested _ -> throw Rejection.of(UPLOAD_NOT_CONFIRMED);
            case Uploaded uploaded -> decision.apply(uploaded);
            case Over _ -> List.of();
        };
    }

    private AssetDeleted deleted(DeleteAsset command, @Nullable String parts, Instant now) {
        var request = request();
        return new AssetDeleted(
                request.assetId(), request.workspaceId(), request.fileKey(), parts, command.deletedBy(), now);
    }

    private static AssetRefused refused(UploadRequested request, RefusalReason reason, String detail, Instant now) {
        return new AssetRefused(request.assetId(), request.workspaceId(), request.fileKey(), reason, detail, now);
    }

    private static boolean samePromise(UploadRequested before, RequestUpload command) {
        return before.workspaceId().equals(command.workspaceId())
                && before.requestedBy().equals(command.requestedBy())
                && before.contentType().equals(command.contentType())
                && before.size() == command.size()
                && before.fileName().equals(command.fileName());
    }
}
