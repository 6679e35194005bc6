package org.backlot.casting.query;

import org.backlot.shared.id.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * A talent's profile as they themselves see it, and their guardian.
 *
 * @param minor whether a guardian has to consent
 * @param guardianId who was named; absent where nobody was
 * @param consented whether the guardian consents now
 * @param shown whether others see it
 */
public record OwnTalentView(
        TalentView profile, boolean minor, @Nullable AccountId guardianId, boolean consented, boolean shown) {}
