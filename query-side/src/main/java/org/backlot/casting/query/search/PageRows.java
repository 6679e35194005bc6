package org.backlot.casting.query.search;

import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.backlot.casting.query.search.memory.Candidate;
import org.backlot.platform.query.Columns;

/** What a {@link PageStatement} has given for one search: what is shown, and who may not be seen. */
final class PageRows<T> {
    private final Function<Readable, T> text;
    private final Map<UUID, T> shown = new HashMap<>();
    private final Set<UUID> unseen = new HashSet<>();

    /** @param text reads what is shown of a row */
    PageRows(Function<Readable, T> text) {
        this.text = text;
    }

    /** Whom a row is of; empty for the one that has those who may not be seen. */
    static Optional<UUID> id(Readable row) {
        return Optional.ofNullable(row.get("id", UUID.class));
    }

    // A row is only there while it is read.
    PageRows<T> add(Readable row) {
        id(row).ifPresentOrElse(
                        id -> shown.put(id, text.apply(row)),
                        () -> unseen.addAll(List.of(Columns.required(row, "unseen", UUID[].class))));
        return this;
    }

    Optional<T> shown(UUID id) {
        return Optional.ofNullable(shown.get(id));
    }

    boolean lackOneOf(Collection<Candidate> page) {
        return !page.stream().allMatch(candidate -> shown.containsKey(candidate.id()));
    }

    /** Those who may be seen. */
    List<Candidate> seen(List<Candidate> candidates) {
        return unseen.isEmpty()
                ? candidates
                : candidates.stream()
                        .filter(candidate -> !unseen.contains(candidate.id()))
                        .toList();
    }
}
