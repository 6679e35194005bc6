package org.backlot.casting.api;

import java.util.List;
import java.util.Objects;
import org.backlot.identity.api.PersonName;
import org.jspecify.annotations.Nullable;

/**
 * What a talent says of themselves. Personal data.
 *
 * @param name the name they work under
 * @param bio who they are
 * @param skills at most 50, without doubles
 * @param experience how much they have done
 * @param credits what they have done
 * @param languages which they speak, at most 20, without doubles
 * @param location where they are, as a city or a region
 */
public record TalentDetails(
        PersonName name,
        @Nullable CastingProse bio,
        List<CastingLine> skills,
        @Nullable Experience experience,
        @Nullable CastingProse credits,
        List<CastingLine> languages,
        @Nullable CastingLine location) {
    private static final int MOST_SKILLS = 50;
    private static final int MOST_LANGUAGES = 20;

    public TalentDetails {
        skills = distinct("skills", skills, MOST_SKILLS);
        languages = distinct("languages", languages, MOST_LANGUAGES);
    }

    private static List<CastingLine> distinct(String what, @Nullable List<CastingLine> lines, int most) {
        if (lines == null || lines.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException(what + " must be a list of lines");
        }
        if (lines.size() > most) {
            throw new IllegalArgumentException("there are at most %d %s".formatted(most, what));
        }
        return lines.stream().distinct().toList();
    }

    @Override
    public String toString() {
        return "TalentDetails[…]";
    }
}
