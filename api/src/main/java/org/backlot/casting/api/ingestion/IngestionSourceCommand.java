package org.backlot.casting.api.ingestion;

import org.backlot.shared.Command;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.IngestionSourceId;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;

/** What may be asked of one source. Reasons are kept in the log; they name nobody. */
public sealed interface IngestionSourceCommand extends Command {
    IngestionSourceId sourceId();

    @Override
    default String stream() {
        return "ingestion-source/" + sourceId();
    }

    /** Begins a source; one address is one source. */
    record AddSource(
            IngestionSourceId sourceId, Personal<SourceAddress> address, SourceSettings settings, AccountId addedBy)
            implements IngestionSourceCommand {}

    record EditSource(IngestionSourceId sourceId, SourceSettings settings, AccountId editedBy)
            implements IngestionSourceCommand {}

    record PauseSource(IngestionSourceId sourceId, AccountId pausedBy, String reason)
            implements IngestionSourceCommand {}

    record ResumeSource(IngestionSourceId sourceId, AccountId resumedBy) implements IngestionSourceCommand {}

    /** Ends a source for good; its address is forgotten, and may be added again. */
    record RemoveSource(IngestionSourceId sourceId, AccountId removedBy, String reason)
            implements IngestionSourceCommand {}

    /**
     * Says how a run ended; kept where it ended otherwise than the one before.
     *
     * @param failure absent where the source was read
     */
    record ReportRun(IngestionSourceId sourceId, @Nullable RunFailure failure) implements IngestionSourceCommand {}

    /** Changes nothing; answered with a {@link SourceOrder}. */
    record InspectSource(IngestionSourceId sourceId) implements IngestionSourceCommand {}
}
