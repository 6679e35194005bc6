package org.backlot.media.worker;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.backlot.log.api.LogSubscriber;
import org.backlot.log.api.RecordedEvent;
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
import org.backlot.media.api.SharedFilesEvent.SharedFilesRemovalBegun;
import org.backlot.shared.Event;
import org.backlot.shared.id.MediaAssetId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Queues what follows from the life of an upload, in the transaction that also notes how far the log was read: its
 * deadline, its virus scan, the removal of its file; and of files that nobody needs any more. Each order is named by its
 * event, so a second reading adds none.
 */
@Component
public final class MediaWorker implements LogSubscriber {
    /** A link that was given out may still bring something after its upload is over: one more look, when none can. */
    private static final Duration LATE = Duration.ofDays(1);

    private final SchedulerClient scheduler;
    private final Clock clock;
    private final Duration keptFor;

    /**
     * Makes it.
     *
     * @param keptFor how long material is kept after its confirmation; 0 for ever
     */
    // The parameter is named like the bean: the scheduler that runs the tasks is a client of itself too.
    public MediaWorker(
            SchedulerClient schedulerClient, Clock clock, @Value("${backlot.retention.sources}") Duration keptFor) {
        this.scheduler = schedulerClient;
        this.clock = clock;
        this.keptFor = keptFor;
    }

    @Override
    public String name() {
        return "media-worker";
    }

    @Override
    public boolean concerns(Event event) {
        return switch (event) {
            case MediaEvent media ->
                switch (media) {
                    case UploadRequested _, UploadConfirmed _, AssetRefused _, AssetDeleted _, UploadExpired _ -> true;
                    case AssetForgone _, AssetRetired _ -> true;
                    case AssetUsed _ -> false;
                    case AssetScanned _, AssetProbed _, AssetFingerprinted _ -> false;
                };
            case SharedFilesRemovalBegun _ -> true;
            default -> false;
        };
    }

    @Override
    public void on(RecordedEvent recorded) {
        switch (recorded.payload()) {
            case MediaEvent media -> media(recorded, media);
            case SharedFilesRemovalBegun begun -> empty(recorded, begun);
            default -> {
                // No file is touched by it.
            }
        }
    }

    private void media(RecordedEvent recorded, MediaEvent media) {
        var now = clock.instant();
        switch (media) {
            case UploadRequested event ->
                order(UploadExpiry.NAME, event.assetId().toString(), null, event.confirmBy());
            case UploadConfirmed event -> {
                order(
                        VirusScan.NAME,
                        recorded.eventId(),
                        new ScanOrder(
                                event.assetId().value(), event.fileKey().value(), event.checksum(), event.size(), 0),
                        now);
                if (event.contentType().kind().isMaterial()) {
                    retire(event.assetId(), "", event.at().plus(keptFor));
                }
            }
            case AssetForgone event -> retire(event.assetId(), "/" + recorded.eventId(), now);
            case AssetRetired event ->
                remove(recorded, new RemovalOrder(event.fileKey().value(), null), now);
            case AssetRefused event ->
                remove(recorded, new RemovalOrder(event.fileKey().value(), null), now);
            case AssetDeleted event ->
                remove(recorded, new RemovalOrder(event.fileKey().value(), event.parts()), now);
            case UploadExpired event ->
                remove(recorded, new RemovalOrder(event.fileKey().value(), event.parts()), now);
            case AssetScanned _, AssetProbed _, AssetFingerprinted _, AssetUsed _ -> {
                // Nothing is to be done about a file that something is known of.
            }
        }
    }

    /** Where uploads are kept for ever, nobody asks. */
    private void retire(MediaAssetId asset, String because, Instant at) {
        if (keptFor.isPositive()) {
            order(UploadRetention.NAME, asset + because, null, at);
        }
    }

    private void empty(RecordedEvent recorded, SharedFilesRemovalBegun begun) {
        var now = clock.instant();
        var folder = FolderOrder.of(begun.folder(), begun.removal());
        order(SharedFilesRemoval.NAME, recorded.eventId(), folder, now);
        if (!begun.again()) {
            order(SharedFilesRemoval.LATER, recorded.eventId(), folder, now.plus(LATE));
        }
    }

    private void remove(RecordedEvent recorded, RemovalOrder order, Instant now) {
        order(FileRemoval.NAME, recorded.eventId(), order, now);
        order(FileRemoval.NAME, recorded.eventId() + " again", order, now.plus(LATE));
    }

    private void order(String task, String id, @Nullable Serializable data, Instant at) {
        scheduler.scheduleIfNotExists(new TaskInstance<>(task, id, data), at);
    }
}
