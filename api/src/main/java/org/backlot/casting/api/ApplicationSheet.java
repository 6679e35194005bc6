package org.backlot.casting.api;

import java.util.List;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ApplicationId;
import org.backlot.shared.id.PortfolioItemId;
import org.backlot.shared.personal.Personal;

/** What an application shows to those who look at it, but for the profile behind it. */
public record ApplicationSheet(
        ApplicationId applicationId,
        AccountId applicant,
        ApplicationStatus status,
        Personal<CastingProse> note,
        List<PortfolioItemId> portfolio) {}
