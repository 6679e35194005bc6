package org.backlot.media.command;

import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.backlot.media.api.MediaCommand.ConfirmUpload;
import org.backlot.media.api.MediaCommand.DeleteAsset;
import org.backlot.media.api.MediaCommand.ExpireUpload;
import org.backlot.media.api.MediaCommand.ForgoAsset;
import org.backlot.media.api.MediaCommand.InspectUpload;
import org.backlot.media.api.MediaCommand.RecordFingerprint;
import org.backlot.media.api.MediaCommand.RecordProbe;
import org.backlot.media.api.MediaCommand.RecordScan;
import org.backlot.media.api.MediaCommand.RefuseAsset;
import org.backlot.media.api.MediaCommand.RequestUpload;
import org.backlot.media.api.MediaCommand.RetireAsset;
import org.backlot.media.api.MediaCommand.UseAsset;
import org.backlot.media.api.MediaEvent;
import org.backlot.media.api.UploadTicket;
import org.jspecify.annotations.Nullable;

/** Hands commands to the rules of {@link MediaAsset} and keeps what they return. */
public class MediaAssetAggregate {
    private @Nullable String stream;

    private MediaAsset state = MediaAsset.unknown();

    protected MediaAssetAggregate() {}

    @AggregateIdentifier
    @Nullable
    String stream() {
        return stream;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    UploadTicket handle(RequestUpload command, Clock clock) {
        keep(state.request(command, clock.instant()));
        return state.ticket();
    }

    @CommandHandler
    UploadTicket handle(InspectUpload command) {
        return state.ticket();
    }

    @CommandHandler
    UploadTicket handle(ConfirmUpload command, Clock clock) {
        keep(state.confirm(command, clock.instant()));
        return state.ticket();
    }

    @CommandHandler
    void handle(RecordProbe command, Clock clock) {
        keep(state.probe(command, clock.instant()));
    }

    @CommandHandler
    void handle(RecordScan command, Clock clock) {
        keep(state.scan(command, clock.instant()));
    }

    @CommandHandler
    void handle(RecordFingerprint command, Clock clock) {
        keep(state.fingerprint(command, clock.instant()));
    }

    @CommandHandler
    void handle(RefuseAsset command, Clock clock) {
        keep(state.refuse(command, clock.instant()));
    }

    @CommandHandler
    UploadTicket handle(DeleteAsset command, Clock clock) {
        keep(state.delete(command, clock.instant()));
        return state.ticket();
    }

    @CommandHandler
    void handle(ExpireUpload command, Clock clock) {
        keep(state.expire(clock.instant()));
    }

    @CommandHandler
    UploadTicket handle(UseAsset command, Clock clock) {
        keep(state.use(command, clock.instant()));
        return state.ticket();
    }

    @CommandHandler
    void handle(ForgoAsset command, Clock clock) {
        keep(state.forgo(command, clock.instant()));
    }

    @CommandHandler
    void handle(RetireAsset command, Clock clock) {
        keep(state.retire(command, clock.instant()));
    }

    @EventSourcingHandler
    void on(MediaEvent event) {
        stream = event.stream();
        state = state.evolve(event);
    }

    private static void keep(List<MediaEvent> events) {
        events.forEach(AggregateLifecycle::apply);
    }
}
