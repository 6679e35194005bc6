package org.backlot.casting.api.ingestion;

import org.backlot.shared.id.CastingCallId;

/** Makes calls of posts. It takes from the post what is in it, and adds nothing. */
public interface CallExtractor {
    /**
     * Reads a post. May block as long as a model takes to answer.
     *
     * @param callId whose roles these become
     * @throws ExtractionFailed where it is not known yet what the post is
     */
    Extraction extract(PostText post, CastingCallId callId) throws ExtractionFailed;
}
