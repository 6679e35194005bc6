package org.backlot.casting.query.search.memory;

import java.util.ArrayList;
import java.util.List;
import org.backlot.casting.query.search.memory.People.Person;

/** Collects those that match, the best first: who of them may be seen, the first of these for a page, and their values. */
final class Matches {
    private final Documents documents;
    private final FacetValues values;
    private final boolean openToAll;
    private final Wanted wanted;
    private final List<Match> page = new ArrayList<>();
    private final int[] counters;
    private int all;
    private int seen;

    /** @param openToAll whether everybody may see what is found */
    Matches(Documents documents, FacetValues values, boolean openToAll, Wanted wanted) {
        this.documents = documents;
        this.values = values;
        this.openToAll = openToAll;
        this.wanted = wanted;
        this.counters = wanted.counted().isEmpty() ? new int[0] : values.counters();
    }

    int all() {
        return all;
    }

    /**
     * Adds those of the next tier.
     *
     * @param look by which they were found
     */
    void add(int[] numbers, Look look) {
        all += numbers.length;
        for (int number : numbers) {
            add(number, look);
        }
    }

    Matching found() {
        return new Matching(page, seen, all, values.counted(counters, wanted.counted()));
    }

    private void add(int number, Look look) {
        var said = documents.said(number);
        if (!openToAll && !isShown(said.person())) {
            return;
        }
        if (wanted.verifiedOnly() && !isVerified(said.person())) {
            return;
        }
        if (page.size() < wanted.limit()) {
            page.add(new Match(look.place(number), look.distanceKm(number), isVerified(said.person()), said.text()));
        }
        seen++;
        if (counters.length > 0) {
            for (int value : said.facets()) {
                counters[value]++;
            }
        }
    }

    // Nearly always nothing has changed since, and then nobody is looked up.
    private boolean isShown(Person person) {
        var since = wanted.since().isEmpty() ? null : wanted.since().get(person.account());
        return person.isShown() && (since == null || since.shown());
    }

    private boolean isVerified(Person person) {
        var since = wanted.since().isEmpty() ? null : wanted.since().get(person.account());
        return person.isVerified(wanted.now()) && (since == null || since.isVerified(wanted.now()));
    }
}
