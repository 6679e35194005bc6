package org.backlot.casting.api.ingestion;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.backlot.shared.Event;
import org.backlot.shared.EventName;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.IngestionSourceId;
import org.backlot.shared.personal.NotPersonal;
import org.backlot.shared.personal.Personal;
import org.backlot.shared.personal.PersonalData;

/**
 * The life of a source. That it was read and nothing was new is no fact that anybody asks about later: what was found has
 * events of its own, and of its health only a change is kept.
 */
public sealed interface IngestionSourceEvent extends Event {
    IngestionSourceId sourceId();

    Instant at();

    @Override
    default String stream() {
        return "ingestion-source/" + sourceId();
    }

    @EventName("casting.SourceAdded")
    @Revision("1")
    record SourceAdded(
            IngestionSourceId sourceId,
            IngestionSourceKind kind,
            @PersonalData(subject = "sourceId") Personal<SourceAddress> address,

            @NotPersonal("how a site or a group is read") SourceSettings settings,

            AccountId addedBy,
            Instant at)
            implements IngestionSourceEvent {}

    @EventName("casting.SourceEdited")
    @Revision("1")
    record SourceEdited(
            IngestionSourceId sourceId,

            @NotPersonal("how a site or a group is read") SourceSettings settings,

            AccountId editedBy,
            Instant at)
            implements IngestionSourceEvent {}

    @EventName("casting.SourcePaused")
    @Revision("1")
    record SourcePaused(
            IngestionSourceId sourceId,
            AccountId pausedBy,

            @NotPersonal("why, in one line; whoever writes it is told to name nobody")
            String reason,

            Instant at)
            implements IngestionSourceEvent {}

    @EventName("casting.SourceResumed")
    @Revision("1")
    record SourceResumed(IngestionSourceId sourceId, AccountId resumedBy, Instant at) implements IngestionSourceEvent {}

    @EventName("casting.SourceRemoved")
    @Revision("1")
    record SourceRemoved(
            IngestionSourceId sourceId,
            AccountId removedBy,

            @NotPersonal("why, in one line; whoever writes it is told to name nobody")
            String reason,

            Instant at)
            implements IngestionSourceEvent {}

    /** It could not be read, for the first time or for another reason than before. */
    @EventName("casting.SourceFailing")
    @Revision("1")
    record SourceFailing(IngestionSourceId sourceId, RunFailure failure, Instant at) implements IngestionSourceEvent {}

    /** It could be read again. */
    @EventName("casting.SourceRecovered")
    @Revision("1")
    record SourceRecovered(IngestionSourceId sourceId, Instant at) implements IngestionSourceEvent {}
}
