package org.backlot.casting.api.ingestion;

import org.backlot.shared.id.IngestionSourceId;

/** When sources are read beside their turn. Each joins the running transaction. */
public interface SourcePolls {
    /** Has a source read now; where it is being read, once more after that. */
    void now(IngestionSourceId source);

    /**
     * Has the source that reads a chat read soon. Many hints within some seconds are one; a chat that no source reads is
     * nothing.
     */
    void hint(String chatId);
}
