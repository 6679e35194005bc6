package org.backlot.casting.projection;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.backlot.casting.api.search.SearchDocument;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.SearchTerms.Field;
import org.backlot.casting.api.search.Spot;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows that are searched. Whatever is put in is told to those who wish for it. */
final class SearchIndexRows {
    private final JdbcClient jdbc;
    private final Vocabulary vocabulary;
    private final SavedSearchRows saved;

    SearchIndexRows(JdbcClient jdbc, Vocabulary vocabulary, SavedSearchRows saved) {
        this.jdbc = jdbc;
        this.vocabulary = vocabulary;
        this.saved = saved;
    }

    /**
     * Something that is to be found.
     *
     * @param standing see {@code Standing}
     * @param activeAt when somebody was last there, or a call was published
     * @param until from when on it is found no longer
     */
    record Entry(
            SearchKind kind,
            UUID id,
            SearchDocument document,
            int standing,
            Instant activeAt,
            @Nullable Instant until) {}

    /**
     * Puts something in, in place of what was there of it.
     *
     * @param position of the event by which it came, and when that was
     */
    void put(Entry entry, long position, Instant at) {
        var before = terms(entry.kind(), entry.id());
        var document = entry.document();
        jdbc.sql("insert into " + table(entry.kind()) + """
                         (id, standing, active_at, until, latitude, longitude, facets, terms)
                        values (:id, :standing, :active, :until, :latitude, :longitude, :facets, array_to_tsvector(:terms))
                        on conflict (id) do update set standing = excluded.standing, active_at = excluded.active_at,
                            until = excluded.until, latitude = excluded.latitude, longitude = excluded.longitude,
                            facets = excluded.facets, terms = excluded.terms
                        """)
                .param("id", entry.id())
                .param("standing", entry.standing())
                .param("active", entry.activeAt().atOffset(ZoneOffset.UTC))
                .param(
                        "until",
                        Optional.ofNullable(entry.until())
                                .map(until -> until.atOffset(ZoneOffset.UTC))
                                .orElse(null))
                .param("latitude", document.spot().map(Spot::latitude).orElse(null))
                .param("longitude", document.spot().map(Spot::longitude).orElse(null))
                .param("facets", document.facets().toArray(String[]::new))
                .param("terms", document.terms(entry.kind(), entry.standing()).toArray(String[]::new))
                .update();
        changed(entry.kind(), entry.id());
        forget(before, document.words(), document.names());
        vocabulary.add(document);
        saved.appeared(entry.kind(), entry.id(), document, position, at);
    }

    /** Takes something out. */
    void remove(SearchKind kind, UUID id) {
        var before = terms(kind, id);
        if (!before.isEmpty()) {
            jdbc.sql("delete from " + table(kind) + " where id = ?").param(id).update();
            changed(kind, id);
            forget(before, Set.of(), Set.of());
        }
    }

    /** Takes something out for good. */
    void forget(SearchKind kind, UUID id) {
        remove(kind, id);
        saved.vanished(id);
    }

    /** Somebody was there. */
    void active(UUID talent, Instant at) {
        int later = jdbc.sql("update talent set active_at = :at where id = :id and active_at < :at")
                .param("id", talent)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        if (later > 0) {
            changed(SearchKind.TALENT, talent);
        }
    }

    // Only one transaction at a time writes this view, so that numbers are committed in their order.
    private void changed(SearchKind kind, UUID id) {
        jdbc.sql("insert into change (id, kind) values (?, ?) on conflict (id) do update set number = default")
                .params(id, kind.wireName())
                .update();
    }

    private void forget(List<String> terms, Set<String> words, Set<String> names) {
        vocabulary.removeNames(without(terms, Field.NAME, names));
        vocabulary.remove(without(terms, Field.PROSE, words));
    }

    private static Set<String> without(List<String> terms, Field field, Set<String> kept) {
        return terms.stream()
                .flatMap(term -> field.wordIn(term).stream())
                .filter(word -> !kept.contains(word))
                .collect(Collectors.toSet());
    }

    private List<String> terms(SearchKind kind, UUID id) {
        return jdbc.sql("select tsvector_to_array(terms) as terms from " + table(kind) + " where id = ?")
                .param(id)
                .query((row, _) -> List.of((String[]) row.getArray("terms").getArray()))
                .optional()
                .orElse(List.of());
    }

    private static String table(SearchKind kind) {
        return kind == SearchKind.TALENT ? "talent" : "call";
    }
}
