package org.backlot.casting.query;

import java.time.Instant;
import org.backlot.casting.api.ApplicationStatus;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ApplicationId;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.CastingRoleId;

/**
 * Something that just happened to an application.
 *
 * @param position its place in the log, and the id of the frame
 * @param what the name of the event
 */
public record ApplicationNews(
        long position,
        ApplicationId applicationId,
        CastingCallId callId,
        CastingRoleId roleId,
        String what,
        ApplicationStatus status,
        AccountId actor,
        Instant at) {}
