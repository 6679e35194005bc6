package org.backlot.casting.rest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.backlot.casting.api.CallContent;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.CastingProse;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.CastingCallId;
import org.jspecify.annotations.Nullable;

/**
 * What a call says, as a client writes it. It is published: name nobody in it who does not want to be.
 *
 * @param deadline when it closes by itself, at most two years ahead; absent for one that stays open
 * @param roles 1 to 50
 */
public record WantedCall(
        CastingLine title,
        CastingProse description,
        @Nullable CastingLine company,
        @Nullable CastingLine location,
        @Nullable CastingLine compensation,
        @Nullable CastingProse requirements,
        @Nullable Instant deadline,
        List<WantedRole> roles) {

    /** @throws Rejection {@code FIELD_INVALID} */
    CallContent of(CastingCallId call) {
        try {
            return new CallContent(
                    title,
                    description,
                    company,
                    location,
                    compensation,
                    requirements,
                    deadline,
                    roles.stream().map(role -> role.in(call)).toList());
        } catch (IllegalArgumentException nonsense) {
            throw Rejection.of(
                            CommonRejection.FIELD_INVALID,
                            Optional.ofNullable(nonsense.getMessage()).orElse("These roles cannot be asked for."))
                    .at("content.roles");
        }
    }
}
