package org.backlot.casting.api.ingestion;

import org.backlot.shared.id.FoundPostId;

/** A post of which something is to be made. */
public record WaitingPost(FoundPostId postId, PostText text, String sourceUrl, ContentHash contentHash) {}
