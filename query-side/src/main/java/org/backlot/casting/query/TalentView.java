package org.backlot.casting.query;

import java.time.Instant;
import java.util.List;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.Completeness;
import org.backlot.casting.api.Experience;
import org.backlot.shared.id.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * A talent as others see them.
 *
 * @param ageRange all that anybody is told of their age
 * @param verified whether their identity was seen
 * @param portfolio what may still be shown of it, the oldest first
 */
public record TalentView(
        AccountId accountId,
        String name,
        @Nullable String bio,
        List<String> skills,
        @Nullable Experience experience,
        @Nullable String credits,
        List<String> languages,
        @Nullable String location,
        AgeRange ageRange,
        boolean verified,
        Completeness completeness,
        List<PortfolioItemView> portfolio,
        Instant createdAt,
        Instant updatedAt) {}
