// Why this file exists: what PostgreSQL needs milliseconds for, since each match is a row to be fetched, is here a look
// at some numbers that lie side by side.
package org.backlot.casting.query.search.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.Standing;
import org.backlot.casting.query.search.SearchStatement;
import org.backlot.casting.query.search.SearchTier;
import org.backlot.casting.query.search.memory.Documents.Said;
import org.roaringbitmap.FastAggregation;
import org.roaringbitmap.RoaringBitmap;

/** All documents of one kind. Not safe for several threads at once where one of them writes. */
final class Shelf {
    private final WordBook words;
    private final People people;
    private final int highest;
    private final boolean openToAll;
    private final Map<String, Posting> postings = new HashMap<>();
    private final FacetValues values = new FacetValues();
    private final Places places = new Places();
    private final Documents documents = new Documents();
    private final Bands bands;
    private final RoaringBitmap all = new RoaringBitmap();

    Shelf(SearchKind kind, WordBook words, People people) {
        this.words = words;
        this.people = people;
        this.highest = Standing.highest(kind);
        this.bands = new Bands(highest);
        this.openToAll = kind == SearchKind.CALL;
    }

    int size() {
        return documents.size();
    }

    /** Puts something in, in place of what was there of it. */
    void put(Entry entry) {
        int number = documents.roomFor(entry.id());
        var said = new Said(
                entry.id(),
                entry.person().map(people::of).orElse(People.NOBODY),
                values.numbersOf(entry.facets()),
                renewed(number, documents.before(number), entry),
                entry.text());
        if (all.contains(number)) {
            bands.remove(number, documents.standing(number));
        }
        bands.add(number, entry.standing());
        documents.put(number, entry, said, places.numberOf(entry.spot()));
        all.add(number);
    }

    void remove(UUID id) {
        documents.numberOf(id).ifPresent(number -> {
            leave(number, documents.said(number).postings());
            bands.remove(number, documents.standing(number));
            all.remove(number);
            documents.remove(id);
        });
    }

    /** The best of what is wanted, tier by tier, and not more of them than the tables would look at. */
    Matching find(Wanted wanted) {
        var matches = new Matches(documents, values, openToAll, wanted);
        var better = new RoaringBitmap();
        for (var tier : wanted.tiers()) {
            var matching = matching(tier);
            boolean passed =
                    wanted.after().filter(place -> place.tier() < tier.number()).isPresent();
            if (!passed) {
                matching.andNot(better);
                int most = SearchStatement.BOUND - matches.all();
                var look = new Look(documents, places, highest, wanted, tier.number(), most);
                matches.add(look.best(matching, bands), look);
                matching.or(better);
            }
            if (matches.all() >= SearchStatement.BOUND) {
                break;
            }
            better = matching;
        }
        return matches.found();
    }

    /** Those that fulfil every condition of a tier; a set of its own. */
    private RoaringBitmap matching(SearchTier tier) {
        var groups = tier.groups().stream().map(this::any).sorted(Shelf::bySize).toList();
        if (groups.isEmpty()) {
            return all.clone();
        }
        var matching = groups.getFirst().clone();
        for (var group : groups.subList(1, groups.size())) {
            matching.and(group);
        }
        return matching;
    }

    private static int bySize(RoaringBitmap one, RoaringBitmap other) {
        return Integer.compare(one.getCardinality(), other.getCardinality());
    }

    private RoaringBitmap any(Collection<String> terms) {
        var having = terms.stream()
                .map(postings::get)
                .filter(posting -> posting != null)
                .map(Posting::documents)
                .toArray(RoaringBitmap[]::new);
        return having.length == 1 ? having[0] : FastAggregation.or(having);
    }

    // Most of what is put in differs in little: somebody was there, and says what they have always said.
    private List<Posting> renewed(int number, Optional<Said> before, Entry entry) {
        var terms =
                entry.terms().stream().filter(term -> !Standing.isTerm(term)).toList();
        if (before.isPresent()) {
            var postingsBefore = before.get().postings();
            if (postingsBefore.stream().map(Posting::term).toList().equals(terms)) {
                return postingsBefore;
            }
            leave(number, postingsBefore);
        }
        return terms.stream().map(term -> enter(number, term)).toList();
    }

    private Posting enter(int number, String term) {
        var posting = postings.computeIfAbsent(term, Posting::new);
        if (posting.documents().isEmpty()) {
            words.appeared(posting.term());
        }
        posting.documents().add(number);
        return posting;
    }

    private void leave(int number, List<Posting> those) {
        for (var posting : those) {
            posting.documents().remove(number);
            if (posting.documents().isEmpty()) {
                postings.remove(posting.term());
                words.vanished(posting.term());
            }
        }
    }
}
