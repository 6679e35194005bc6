// Why this file exists: a post whose lines say what they are needs no model to be understood, and a program that
// makes nothing up where a line is missing.
package org.backlot.casting.worker.ingestion;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.ingestion.PlainWords;
import org.backlot.casting.api.ingestion.PostText;
import org.jspecify.annotations.Nullable;

/**
 * A well-formed post: one title, one role or more, nothing twice that can be there once, and a deadline that can be read
 * where there is one. What follows a role about age, skills and languages is about that role.
 */
final class LabelledPost {
    private static final Set<PostLabel> OF_ROLES = EnumSet.of(PostLabel.AGE, PostLabel.SKILLS, PostLabel.LANGUAGES);
    private static final Set<PostLabel> OF_MANY_LINES =
            EnumSet.of(PostLabel.DESCRIPTION, PostLabel.REQUIREMENTS, PostLabel.CONTACT);
    private static final Pattern LIST = Pattern.compile("\\s*[,،;؛]\\s*");
    private static final Pattern SPACE = Pattern.compile(" ");
    private static final LocalDate ANY_DAY = LocalDate.EPOCH;
    private static final int OLDEST = 100;

    private final Map<PostLabel, String> once = new EnumMap<>(PostLabel.class);
    private final List<Map<PostLabel, String>> roles = new ArrayList<>();
    private final List<String> unlabelled = new ArrayList<>();
    private final List<String> published = new ArrayList<>();
    private boolean doubled;

    private LabelledPost() {}

    /**
     * What a post says; empty where it is not well formed.
     *
     * @param zone where its days begin and end
     */
    static Optional<CallDraft> read(PostText text, ZoneId zone) {
        var post = new LabelledPost();
        post.readLines(text.value());
        return post.draft(text, zone);
    }

    private void readLines(String text) {
        @Nullable PostLabel open = null;
        for (var line : text.split("\\R", -1)) {
            var read = PostLabel.read(line);
            if (read.isPresent()) {
                open = read.get().getKey();
                say(open, read.get().getValue());
            } else if (!line.isBlank()) {
                if (open != null
                        && (OF_MANY_LINES.contains(open)
                                || once.getOrDefault(open, "-").isEmpty())) {
                    once.merge(open, line.strip(), (before, more) -> (before + "\n" + more).strip());
                } else {
                    unlabelled.add(line.strip());
                }
            }
            if (open != PostLabel.CONTACT && !line.isBlank()) {
                published.add(line.strip());
            }
        }
    }

    private void say(PostLabel label, String value) {
        if (label == PostLabel.ROLE) {
            for (var name : LIST.split(value, -1)) {
                var role = new EnumMap<PostLabel, String>(PostLabel.class);
                role.put(PostLabel.ROLE, name);
                roles.add(role);
            }
        } else if (OF_ROLES.contains(label) && !roles.isEmpty()) {
            doubled |= roles.getLast().put(label, value) != null;
        } else {
            doubled |= once.put(label, value) != null;
        }
    }

    private Optional<CallDraft> draft(PostText text, ZoneId zone) {
        var title = said(PostLabel.TITLE);
        boolean named = !roles.isEmpty()
                && roles.stream()
                        .noneMatch(role -> role.getOrDefault(PostLabel.ROLE, "").isBlank());
        var deadline = said(PostLabel.DEADLINE).map(day -> DeadlineText.read(day, zone));
        boolean unclear = deadline.filter(Optional::isEmpty).isPresent();
        if (title.isEmpty() || !named || doubled || unclear) {
            return Optional.empty();
        }
        return Optional.of(new CallDraft(
                title.get(),
                description(),
                said(PostLabel.COMPANY).orElse(null),
                said(PostLabel.LOCATION).orElse(null),
                said(PostLabel.COMPENSATION).orElse(null),
                said(PostLabel.REQUIREMENTS).orElse(null),
                deadline.flatMap(day -> day).orElse((Instant) null),
                said(PostLabel.CONTACT)
                        .map(contact ->
                                SPACE.matcher(contact.replace('\n', ' ')).replaceAll(" "))
                        .or(() -> ContactDetails.first(text.value()))
                        .orElse(null),
                roles.stream().map(this::role).toList()));
    }

    private Optional<String> said(PostLabel label) {
        return Optional.ofNullable(once.get(label)).filter(value -> !value.isBlank());
    }

    /** Its own words in any case: what is labelled so, else what is not labelled, else all that is to be published. */
    private String description() {
        return said(PostLabel.DESCRIPTION)
                .map(labelled -> unlabelled.isEmpty() ? labelled : labelled + "\n" + String.join("\n", unlabelled))
                .or(() -> unlabelled.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", unlabelled)))
                .orElseGet(() -> String.join("\n", published));
    }

    private CallDraft.Role role(Map<PostLabel, String> role) {
        var age = of(role, PostLabel.AGE);
        var ranges = age.map(LabelledPost::ages).orElseGet(List::of);
        return new CallDraft.Role(
                role.getOrDefault(PostLabel.ROLE, ""),
                // An age that is no number is said as it was said.
                ranges.isEmpty() ? age.orElse(null) : null,
                ranges,
                list(of(role, PostLabel.SKILLS)),
                list(of(role, PostLabel.LANGUAGES)));
    }

    private Optional<String> of(Map<PostLabel, String> role, PostLabel label) {
        return Optional.ofNullable(role.get(label))
                .or(() -> Optional.ofNullable(once.get(label)))
                .filter(value -> !value.isBlank());
    }

    private static List<String> list(Optional<String> value) {
        return value.map(text -> Arrays.stream(LIST.split(text, -1))
                        .filter(one -> !one.isBlank())
                        .toList())
                .orElseGet(List::of);
    }

    /** One age, from one to another, or from one on; empty for anything else. */
    private static List<AgeRange> ages(String text) {
        var numbers = Arrays.stream(SPACE.split(PlainWords.of(text), -1))
                .filter(word -> word.matches("[0-9]{1,3}"))
                .map(Integer::valueOf)
                .toList();
        if (numbers.isEmpty() || numbers.size() > 2) {
            return List.of();
        }
        int from = numbers.getFirst();
        int to = text.contains("+") ? OLDEST : numbers.getLast();
        return IntStream.rangeClosed(from, Math.min(to, OLDEST))
                .mapToObj(age -> AgeRange.of(ANY_DAY.minusYears(age), ANY_DAY))
                .distinct()
                .collect(Collectors.toList());
    }
}
