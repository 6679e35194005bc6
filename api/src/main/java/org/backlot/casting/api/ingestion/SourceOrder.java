package org.backlot.casting.api.ingestion;

import org.backlot.shared.id.IngestionSourceId;

/** What is to be done about a source. */
public sealed interface SourceOrder {
    /** It is to be read. */
    record Read(IngestionSourceId sourceId, SourceAddress address, SourceSettings settings) implements SourceOrder {}

    /** It is not to be read until somebody resumes it. */
    record Wait(IngestionSourceKind kind) implements SourceOrder {}

    /** It is no source any more. */
    record Stop() implements SourceOrder {}
}
