package org.backlot.casting.query.search;

import java.time.Instant;
import java.util.UUID;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.shared.id.SavedSearchId;

/**
 * Something that newly matches a search that the caller keeps.
 *
 * @param position its place in the log, and the id of the frame
 * @param savedSearchId which search
 * @param kind what was found
 * @param targetId the account of the talent, or the call
 */
public record SearchAlert(long position, SavedSearchId savedSearchId, SearchKind kind, UUID targetId, Instant at) {}
