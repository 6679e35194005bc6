package org.backlot.casting.query;

import java.time.Instant;
import java.util.List;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * A call as its workspace and moderators see it.
 *
 * @param workspaceId absent for one that was found elsewhere
 * @param contact how to reach whoever posts it; gone with them
 * @param rejection why a moderator said no
 * @param mergedInto the call that says the same
 * @param submittedAt since when it waits for a moderator, or did
 * @param history all that was said and decided, the oldest first; left out in lists
 * @param resembles calls that said nearly the same when it came to the moderators, the most alike first; told to moderators
 */
public record ManagedCallView(
        CallView call,
        @Nullable WorkspaceId workspaceId,
        @Nullable AccountId createdBy,
        @Nullable String contact,
        @Nullable String rejection,
        @Nullable CastingCallId mergedInto,
        @Nullable Instant submittedAt,
        Instant createdAt,
        @Nullable List<CallChangeView> history,
        @Nullable List<ResembledCallView> resembles) {

    ManagedCallView with(List<CallChangeView> changes) {
        return new ManagedCallView(
                call,
                workspaceId,
                createdBy,
                contact,
                rejection,
                mergedInto,
                submittedAt,
                createdAt,
                List.copyOf(changes),
                resembles);
    }

    ManagedCallView resembling(List<ResembledCallView> others) {
        return new ManagedCallView(
                call,
                workspaceId,
                createdBy,
                contact,
                rejection,
                mergedInto,
                submittedAt,
                createdAt,
                history,
                List.copyOf(others));
    }
}
