package org.backlot.casting.query;

import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.CastingLine;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for among published calls; what is absent does not matter.
 *
 * @param text is in the title, the description or the company, whatever the case
 * @param location is in the location, whatever the case
 * @param skill one of the roles wants it
 * @param language one of the roles is played in it
 * @param ageRange one of the roles is played by somebody of it
 */
record CallFilter(
        @Nullable CastingLine text,
        @Nullable CastingLine location,
        @Nullable CastingLine skill,
        @Nullable CastingLine language,
        @Nullable AgeRange ageRange) {}
