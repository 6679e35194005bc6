package org.backlot.casting.command.source;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.backlot.casting.api.ingestion.IngestionSourceCommand.AddSource;
import org.backlot.casting.api.ingestion.IngestionSourceCommand.EditSource;
import org.backlot.casting.api.ingestion.IngestionSourceCommand.PauseSource;
import org.backlot.casting.api.ingestion.IngestionSourceCommand.RemoveSource;
import org.backlot.casting.api.ingestion.IngestionSourceCommand.ReportRun;
import org.backlot.casting.api.ingestion.IngestionSourceCommand.ResumeSource;
import org.backlot.casting.api.ingestion.IngestionSourceEvent;
import org.backlot.casting.api.ingestion.IngestionSourceEvent.SourceAdded;
import org.backlot.casting.api.ingestion.IngestionSourceEvent.SourceEdited;
import org.backlot.casting.api.ingestion.IngestionSourceEvent.SourceFailing;
import org.backlot.casting.api.ingestion.IngestionSourceEvent.SourcePaused;
import org.backlot.casting.api.ingestion.IngestionSourceEvent.SourceRecovered;
import org.backlot.casting.api.ingestion.IngestionSourceEvent.SourceRemoved;
import org.backlot.casting.api.ingestion.IngestionSourceEvent.SourceResumed;
import org.backlot.casting.api.ingestion.IngestionSourceKind;
import org.backlot.casting.api.ingestion.RunFailure;
import org.backlot.casting.api.ingestion.SourceAddress;
import org.backlot.casting.api.ingestion.SourceOrder;
import org.backlot.casting.api.ingestion.SourceSettings;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.IngestionSourceId;
import org.backlot.shared.personal.Personal;

/** The life of a source: added, edited, paused and resumed, removed; and whether it can be read (CST-4). */
sealed interface IngestionSource {
    record Absent() implements IngestionSource {}

    /** @param failing why it could not be read the last time; empty where it could, or was not yet */
    record Present(
            IngestionSourceId sourceId,
            IngestionSourceKind kind,
            Personal<SourceAddress> address,
            SourceSettings settings,
            boolean paused,
            Optional<RunFailure> failing)
            implements IngestionSource {
        private Present with(SourceSettings other) {
            return new Present(sourceId, kind, address, other, paused, failing);
        }

        private Present paused(boolean now) {
            return new Present(sourceId, kind, address, settings, now, failing);
        }

        private Present failing(Optional<RunFailure> now) {
            return new Present(sourceId, kind, address, settings, paused, now);
        }
    }

    record Removed() implements IngestionSource {}

    static IngestionSource absent() {
        return new Absent();
    }

    default IngestionSource evolve(IngestionSourceEvent event) {
        return switch (event) {
            case SourceAdded e ->
                new Present(e.sourceId(), e.kind(), e.address(), e.settings(), false, Optional.empty());
            case SourceEdited e -> present().with(e.settings());
            case SourcePaused _ -> present().paused(true);
            case SourceResumed _ -> present().paused(false);
            case SourceFailing e -> present().failing(Optional.of(e.failure()));
            case SourceRecovered _ -> present().failing(Optional.empty());
            case SourceRemoved _ -> new Removed();
        };
    }

    /**
     * Begins it; the very same again changes nothing.
     *
     * @throws Rejection {@code ID_TAKEN}
     */
    default List<IngestionSourceEvent> add(AddSource command, Instant now) {
        var address = command.address().required();
        return switch (this) {
            case Absent _ ->
                List.of(new SourceAdded(
                        command.sourceId(),
                        address.kind(),
                        command.address(),
                        command.settings(),
                        command.addedBy(),
                        now));
            case Present same
            when same.address().equals(command.address()) && same.settings().equals(command.settings()) -> List.of();
            case Present _, Removed _ ->
                throw Rejection.of(CommonRejection.ID_TAKEN).at("sourceId");
        };
    }

    /** Reads it otherwise from now on; the very same again changes nothing. */
    default List<IngestionSourceEvent> edit(EditSource command, Instant now) {
        return present().settings().equals(command.settings())
                ? List.of()
                : List.of(new SourceEdited(command.sourceId(), command.settings(), command.editedBy(), now));
    }

    /** Has it read no more for the time being; again it changes nothing. */
    default List<IngestionSourceEvent> pause(PauseSource command, Instant now) {
        return present().paused()
                ? List.of()
                : List.of(new SourcePaused(command.sourceId(), command.pausedBy(), command.reason(), now));
    }

    /** Has it read again; where it was not paused that changes nothing. */
    default List<IngestionSourceEvent> resume(ResumeSource command, Instant now) {
        return present().paused()
                ? List.of(new SourceResumed(command.sourceId(), command.resumedBy(), now))
                : List.of();
    }

    /** Ends it; again it changes nothing. */
    default List<IngestionSourceEvent> remove(RemoveSource command, Instant now) {
        return this instanceof Removed
                ? List.of()
                : List.of(new SourceRemoved(present().sourceId(), command.removedBy(), command.reason(), now));
    }

    /** Keeps how a run ended, where the one before ended otherwise. A run may end after its source. */
    default List<IngestionSourceEvent> report(ReportRun command, Instant now) {
        var failure = Optional.ofNullable(command.failure());
        if (!(this instanceof Present source) || source.failing().equals(failure)) {
            return List.of();
        }
        return List.of(failure.<IngestionSourceEvent>map(why -> new SourceFailing(source.sourceId(), why, now))
                .orElseGet(() -> new SourceRecovered(source.sourceId(), now)));
    }

    /** What is to be done about it now. */
    default SourceOrder order() {
        return switch (this) {
            case Absent _, Removed _ -> new SourceOrder.Stop();
            case Present source when source.paused() -> new SourceOrder.Wait(source.kind());
            case Present source ->
                source.address()
                        .value()
                        .<SourceOrder>map(
                                address -> new SourceOrder.Read(source.sourceId(), address, source.settings()))
                        .orElseGet(SourceOrder.Stop::new);
        };
    }

    private Present present() {
        if (this instanceof Present source) {
            return source;
        }
        throw Rejection.of(CommonRejection.NOT_FOUND);
    }
}
