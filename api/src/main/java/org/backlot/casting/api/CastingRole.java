package org.backlot.casting.api;

import java.util.List;
import org.backlot.shared.id.CastingRoleId;
import org.jspecify.annotations.Nullable;

/**
 * A role within a call.
 *
 * @param ageRanges of whom it is played; empty where it does not matter
 * @param skills what is wanted, at most 20
 * @param languages in which it is played, at most 20
 */
public record CastingRole(
        CastingRoleId roleId,
        CastingLine name,
        @Nullable CastingProse description,
        List<AgeRange> ageRanges,
        List<CastingLine> skills,
        List<CastingLine> languages) {
    private static final int MOST = 20;

    public CastingRole {
        ageRanges = ageRanges.stream().distinct().sorted().toList();
        skills = atMost("skills", skills);
        languages = atMost("languages", languages);
    }

    private static List<CastingLine> atMost(String what, List<CastingLine> lines) {
        if (lines.size() > MOST) {
            throw new IllegalArgumentException("a role has at most %d %s".formatted(MOST, what));
        }
        return lines.stream().distinct().toList();
    }
}
