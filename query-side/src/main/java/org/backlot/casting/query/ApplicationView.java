package org.backlot.casting.query;

import java.time.Instant;
import java.util.List;
import org.backlot.casting.api.ApplicationStatus;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ApplicationId;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.CastingRoleId;

/**
 * An application with all that happened to it, every look at its material among it.
 *
 * @param callTitle what the call was called when it was sent
 * @param history the oldest first
 */
public record ApplicationView(
        ApplicationId applicationId,
        CastingCallId callId,
        CastingRoleId roleId,
        AccountId applicant,
        String callTitle,
        String roleName,
        ApplicationStatus status,
        Instant submittedAt,
        Instant updatedAt,
        List<ApplicationStep> history) {}
