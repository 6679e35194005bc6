package org.backlot.clips.query;

import java.time.Instant;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.CommentId;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said about a clip.
 *
 * @param text {@code [erased]} once its author was erased
 * @param atMillis about which moment; absent for all of it
 */
public record CommentView(
        CommentId commentId,
        AccountId author,
        String text,
        @Nullable Long atMillis,
        Instant createdAt) {}
