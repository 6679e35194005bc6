package org.backlot.casting.rest;

import java.util.List;
import java.util.Optional;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.CastingProse;
import org.backlot.casting.api.CastingRole;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.CastingRoleId;
import org.jspecify.annotations.Nullable;

/**
 * A role as a client describes it.
 *
 * @param roleId chosen by the client; without one it follows from the call and the name of the role
 * @param ageRanges absent where it does not matter
 */
public record WantedRole(
        @Nullable CastingRoleId roleId,
        CastingLine name,
        @Nullable CastingProse description,
        @Nullable List<AgeRange> ageRanges,
        @Nullable List<CastingLine> skills,
        @Nullable List<CastingLine> languages) {

    CastingRole in(CastingCallId call) {
        return new CastingRole(
                Optional.ofNullable(roleId).orElseGet(() -> CastingRoleId.of(call, name.value())),
                name,
                description,
                Optional.ofNullable(ageRanges).orElseGet(List::of),
                Optional.ofNullable(skills).orElseGet(List::of),
                Optional.ofNullable(languages).orElseGet(List::of));
    }
}
