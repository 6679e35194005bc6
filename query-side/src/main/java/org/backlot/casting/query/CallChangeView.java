package org.backlot.casting.query;

import java.time.Instant;
import org.backlot.casting.api.CallContent;
import org.backlot.shared.id.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was said in a call or decided about it.
 *
 * @param position its place in the log
 * @param what the name of the event
 * @param by who; absent where it happened by itself
 * @param content what the call says from then on; absent where that stayed
 */
public record CallChangeView(
        long position,
        String what,
        @Nullable AccountId by,
        @Nullable String reason,
        @Nullable CallContent content,
        Instant at) {}
