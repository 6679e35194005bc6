package org.backlot.casting.query;

import java.util.List;
import org.backlot.casting.api.AgeRange;
import org.backlot.shared.id.CastingRoleId;
import org.jspecify.annotations.Nullable;

/** A role within a call. */
public record CastingRoleView(
        CastingRoleId roleId,
        String name,
        @Nullable String description,
        List<AgeRange> ageRanges,
        List<String> skills,
        List<String> languages) {}
