package org.backlot.casting.api;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How complete a profile is, with what is missing; who is complete is found before who is not.
 *
 * @param score 0 to 100, the sum of the parts
 */
public record Completeness(int score, List<Part> parts) {
    /**
     * One thing that a profile may say.
     *
     * @param points what it brings now
     * @param of what it may bring
     */
    public record Part(String name, int points, int of) {}

    public Completeness {
        parts = List.copyOf(parts);
    }

    /** What details and a portfolio amount to. */
    public static Completeness of(TalentDetails details, Collection<PortfolioKind> portfolio) {
        var parts = List.of(
                part("name", 10, true),
                part("bio", 15, said(details.bio())),
                part("skills", 15, !details.skills().isEmpty()),
                part("experience", 10, said(details.experience())),
                part("credits", 10, said(details.credits())),
                part("languages", 10, !details.languages().isEmpty()),
                part("location", 10, said(details.location())),
                part("photo", 10, portfolio.contains(PortfolioKind.PHOTO)),
                part("reel", 10, portfolio.contains(PortfolioKind.VIDEO)));
        return new Completeness(parts.stream().mapToInt(Part::points).sum(), parts);
    }

    private static Part part(String name, int of, boolean there) {
        return new Part(name, there ? of : 0, of);
    }

    private static boolean said(@Nullable Object value) {
        return value != null;
    }
}
