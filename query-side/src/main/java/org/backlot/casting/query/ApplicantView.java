package org.backlot.casting.query;

import org.backlot.casting.api.AgeRange;
import org.jspecify.annotations.Nullable;

/**
 * An application as those see it who posted the call.
 *
 * @param name the name of whoever applied; absent once they are shown no more, or have withdrawn
 * @param ageRange likewise
 * @param location likewise
 * @param verified whether their identity is verified now
 */
public record ApplicantView(
        ApplicationView application,
        @Nullable String name,
        @Nullable AgeRange ageRange,
        @Nullable String location,
        boolean verified) {}
