// What is found, in which order and by whom, on a real database.
package org.backlot.casting.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.CallEvent.CallClosed;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.CloseCause;
import org.backlot.casting.api.Experience;
import org.backlot.casting.api.SavedSearchEvent.SearchSaved;
import org.backlot.casting.api.TalentDetails;
import org.backlot.casting.api.TalentEvent.AgeRangeReached;
import org.backlot.casting.api.TalentEvent.GuardianConsentWithdrawn;
import org.backlot.casting.api.TalentEvent.GuardianConsented;
import org.backlot.casting.api.TalentEvent.GuardianNamed;
import org.backlot.casting.api.TalentEvent.TalentProfileEdited;
import org.backlot.casting.api.TalentEvent.TalentRetired;
import org.backlot.casting.api.search.Facet;
import org.backlot.casting.api.search.MarkedWords;
import org.backlot.casting.api.search.SavedSearch;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.SearchWish;
import org.backlot.casting.query.search.FoundPage.FacetValue;
import org.backlot.casting.query.search.SearchSlice.Wished;
import org.backlot.identity.api.AccountEvent.AccountErased;
import org.backlot.identity.api.NetworkAddress;
import org.backlot.identity.api.SessionEvent.SessionOpened;
import org.backlot.identity.api.VerificationEvent.VerificationRevoked;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.SavedSearchId;
import org.backlot.shared.id.SessionId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SearchSliceTest {
    private static final Instant NOW = SearchSlice.NOW;

    private final SearchSlice slice = new SearchSlice();

    private static TalentDetails rider(String name) {
        return rider(name, "Riyadh");
    }

    private static TalentDetails rider(String name, String city) {
        return SearchSlice.details(
                name,
                null,
                SearchSlice.lines("Horse Riding"),
                Experience.PROFESSIONAL,
                SearchSlice.lines("Arabic"),
                city);
    }

    private static SearchWish riders() {
        return SearchSlice.wish(SearchKind.TALENT, "riding");
    }

    private static List<UUID> people(String... keys) {
        return Arrays.stream(keys).map(key -> SearchSlice.person(key).value()).toList();
    }

    @Test
    @DisplayName(
            "CST-6: verified goes before complete, complete before the rest, and who was away for 90 days comes last")
    void ranking() {
        var complete = SearchSlice.details(
                "Dana",
                "A rider.",
                SearchSlice.lines("Horse Riding"),
                Experience.PROFESSIONAL,
                SearchSlice.lines("Arabic"),
                "Riyadh");
        slice.happened(
                slice.talent("plain", rider("Amal")),
                slice.talent("complete", complete),
                slice.talent("verified", rider("Basma")),
                SearchSlice.created("idle", AgeRange.FROM_26, complete, NOW.minus(Duration.ofDays(91))),
                SearchSlice.verified(SearchSlice.person("verified")),
                SearchSlice.verified(SearchSlice.person("idle")));

        assertThat(slice.ids(riders())).isEqualTo(people("verified", "complete", "plain", "idle"));

        slice.happened(
                new SessionOpened(
                        new SessionId(new UUID(5, 5)),
                        SearchSlice.person("idle"),
                        new WorkspaceId(new UUID(5, 6)),
                        "hash",
                        Personal.of(new NetworkAddress("203.0.113.1")),
                        NOW,
                        NOW),
                new VerificationRevoked(SearchSlice.person("verified"), SearchSlice.person("moderator"), "gone", NOW));

        assertThat(slice.ids(riders()))
                .as("who signed in is active again, and who is verified no longer falls back")
                .startsWith(
                        SearchSlice.person("idle").value(),
                        SearchSlice.person("complete").value())
                .hasSize(4);
    }

    @Test
    @DisplayName("CST-6: idle is decided at the time of the search, not when the view was written")
    void idle_at_the_time() {
        slice.happened(
                SearchSlice.created("earlier", AgeRange.FROM_26, rider("Amal"), NOW.minus(Duration.ofDays(89))),
                slice.talent(
                        "now", SearchSlice.details("Basma", null, SearchSlice.lines("Riding"), null, List.of(), null)));
        assertThat(slice.ids(riders())).isEqualTo(people("earlier", "now"));

        var later = slice.index
                .find(
                        new SearchIndex.Question(
                                riders(),
                                Set.of(),
                                20,
                                Optional.empty(),
                                NOW.plus(Duration.ofDays(2)),
                                OptionalLong.empty()),
                        TalentText.class)
                .blockOptional()
                .orElseThrow();
        assertThat(later.hits().stream().map(SearchIndex.Hit::id)).containsExactlyElementsOf(people("now", "earlier"));
        assertThat(later.hits().stream().map(SearchIndex.Hit::active)).containsExactly(true, false);
    }

    @Test
    @DisplayName("CST-6: what stands in the name goes before skills and place, and those before the prose")
    void fields() {
        slice.happened(
                slice.talent("prose", SearchSlice.details("Amal", "I like fencing.", List.of(), null, List.of(), null)),
                slice.talent(
                        "skill",
                        SearchSlice.details("Basma", null, SearchSlice.lines("Fencing"), null, List.of(), null)),
                slice.talent("name", SearchSlice.details("Hana Fencing", null, List.of(), null, List.of(), null)),
                SearchSlice.verified(SearchSlice.person("prose")));
        assertThat(slice.ids(SearchSlice.wish(SearchKind.TALENT, "fencing")))
                .isEqualTo(people("name", "skill", "prose"));
    }

    @Test
    @DisplayName("CST-6 IDN-9: a minor is found from the consent on and no longer than it lasts, and again when of age")
    void minors() {
        var minor = SearchSlice.person("minor");
        var guardian = SearchSlice.person("guardian");
        slice.happened(
                SearchSlice.created("minor", AgeRange.UNDER_18, rider("Layan"), NOW),
                new GuardianNamed(minor, guardian, NOW));
        assertThat(slice.ids(riders())).isEmpty();
        assertThat(words()).doesNotContain("layan");

        slice.happened(new GuardianConsented(minor, guardian, NOW));
        assertThat(slice.ids(riders())).containsExactly(minor.value());
        assertThat(words()).contains("layan");

        slice.happened(new GuardianConsentWithdrawn(minor, guardian, "as agreed", NOW));
        assertThat(slice.ids(riders())).isEmpty();
        assertThat(words()).doesNotContain("layan");

        slice.happened(new AgeRangeReached(minor, AgeRange.FROM_18, NOW));
        assertThat(slice.ids(riders())).containsExactly(minor.value());
    }

    @Test
    @DisplayName(
            "CST-6 IDN-9: a consent that is gone is gone from every search and every count, while the index is behind")
    void asked_at_the_time() {
        var guardian = SearchSlice.person("guardian");
        var minor = SearchSlice.person("minor");
        slice.happened(
                SearchSlice.created("minor", AgeRange.UNDER_18, rider("Amal"), NOW.minus(Duration.ofHours(1))),
                new GuardianNamed(minor, guardian, NOW),
                new GuardianConsented(minor, guardian, NOW),
                slice.talent("other", rider("Basma")));
        assertThat(slice.talents(riders()).total()).isEqualTo(2);

        // The view of access is written with the log; that of the search comes later.
        slice.hasJustHappened(new GuardianConsentWithdrawn(minor, guardian, "as agreed", NOW));
        for (int limit : new int[] {1, 20}) {
            var found = slice.talents(riders(), limit, Optional.empty());
            assertThat(found.hits())
                    .extracting(SearchIndex.Hit::id)
                    .containsExactly(SearchSlice.person("other").value());
            assertThat(found.total()).isEqualTo(1);
            assertThat(found.counted()).allMatch(counted -> counted.count() == 1);
        }

        slice.hasJustHappened(new TalentRetired(SearchSlice.person("other"), NOW));
        assertThat(slice.talents(riders()).total()).isZero();
    }

    @Test
    @DisplayName("CST-6: what is shown is what was said last, also where they are found by the same words as before")
    void said_last() {
        slice.happened(slice.talent("one", saying("I ride.")));
        assertThat(slice.talents(riders()).hits().getFirst().shown().bio()).isEqualTo("I ride.");
        slice.happened(new TalentProfileEdited(SearchSlice.person("one"), Personal.of(saying("I RIDE!")), NOW));
        assertThat(slice.talents(riders()).hits().getFirst().shown().bio()).isEqualTo("I RIDE!");
    }

    private static TalentDetails saying(String bio) {
        return SearchSlice.details("Amal", bio, SearchSlice.lines("Riding"), null, List.of(), null);
    }

    @Test
    @DisplayName("CST-6 CMP-3: of who is forgotten nothing is left in the index, not even a word")
    void forgotten() {
        slice.happened(slice.talent("gone", rider("Zubaida Unheardof")), slice.talent("stays", rider("Basma")));
        assertThat(words()).contains("zubaida", "unheardof", "basma");
        slice.happened(new TalentRetired(SearchSlice.person("gone"), NOW));
        assertThat(slice.ids(riders())).isEqualTo(people("stays"));
        assertThat(words()).doesNotContain("zubaida", "unheardof").contains("basma", "riding");
        for (var table : List.of("talent", "talent_text")) {
            assertThat(slice.jdbc
                            .sql("select count(*) from casting_search." + table)
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
        }
    }

    @Test
    @DisplayName(
            "CST-6: filters narrow, any value of one is enough, and it does not matter in which language it is given")
    void filters() {
        slice.happened(
                slice.talent("riyadh", rider("Amal")),
                slice.talent("jeddah", rider("Basma", "جدة")),
                slice.talent("cairo", rider("Dana", "Cairo")),
                SearchSlice.verified(SearchSlice.person("jeddah")));
        assertThat(slice.ids(new Wished(SearchKind.TALENT, null)
                        .skill("ركوب الخيل")
                        .place("Jeddah", "Cairo")
                        .wish()))
                .isEqualTo(people("jeddah", "cairo"));
        assertThat(slice.ids(
                        new Wished(SearchKind.TALENT, null).place("السعودية").wish()))
                .isEqualTo(people("jeddah", "riyadh"));
        assertThat(slice.ids(new Wished(SearchKind.TALENT, "riding").verified().wish()))
                .isEqualTo(people("jeddah"));
        assertThat(slice.ids(new Wished(SearchKind.TALENT, "riding")
                        .language("French")
                        .wish()))
                .isEmpty();
    }

    @Test
    @DisplayName("CST-6: who is verified no longer is not found as verified, from that very moment")
    void verified_at_the_time() {
        slice.happened(slice.talent("one", rider("Amal")), SearchSlice.verified(SearchSlice.person("one")));
        var wish = new Wished(SearchKind.TALENT, null).verified().wish();
        assertThat(slice.ids(wish)).hasSize(1);
        slice.hasJustHappened(
                new VerificationRevoked(SearchSlice.person("one"), SearchSlice.person("moderator"), "gone", NOW));
        assertThat(slice.ids(wish)).isEmpty();
        assertThat(slice.talents(riders()).hits().getFirst().verified()).isFalse();
    }

    @Test
    @DisplayName(
            "CST-6: whose verification is over by the clock alone is not found as verified, before anybody has noticed")
    void verified_until() {
        slice.happened(
                slice.talent("one", rider("Amal")),
                SearchSlice.verifiedUntil(SearchSlice.person("one"), NOW.plusMillis(1)));
        var wish = new Wished(SearchKind.TALENT, null).verified().wish();
        assertThat(slice.ids(wish)).hasSize(1);
        slice.happened(SearchSlice.verifiedUntil(SearchSlice.person("one"), NOW));
        assertThat(slice.ids(wish)).isEmpty();
        assertThat(slice.talents(riders()).hits().getFirst().verified()).isFalse();
    }

    @Test
    @DisplayName("CST-6: within a radius, and how far away")
    void radius() {
        slice.happened(
                slice.talent("riyadh", rider("Amal")),
                slice.talent("dammam", rider("Basma", "Dammam")),
                slice.talent("nowhere", rider("Dana", "Somewhere else")));
        var near = slice.talents(
                new Wished(SearchKind.TALENT, "riding").near("Khobar", 60).wish());
        assertThat(near.hits()).extracting(SearchIndex.Hit::id).isEqualTo(people("dammam"));
        assertThat(near.hits().getFirst().distanceKm().orElseThrow()).isBetween(20.0, 35.0);
        assertThat(slice.ids(
                        new Wished(SearchKind.TALENT, null).near("Khobar", 500).wish()))
                .containsExactlyInAnyOrderElementsOf(people("dammam", "riyadh"));
    }

    @Test
    @DisplayName("CST-6: values are counted as one however they are spelled, and shown as most spell them")
    void facets() {
        slice.happened(
                slice.talent("one", rider("Amal")),
                slice.talent("two", rider("Basma", "Jeddah")),
                slice.talent(
                        "three",
                        SearchSlice.details(
                                "Dana",
                                null,
                                SearchSlice.lines("ركوب الخيل"),
                                null,
                                SearchSlice.lines("عربي"),
                                "الرياض")));
        var counts = FacetCounts.of(
                EnumSet.of(Facet.SKILL, Facet.CITY, Facet.LANGUAGE),
                slice.talents(riders()).counted());
        assertThat(counts.get("skill")).containsExactly(new FacetValue("Horse Riding", 3));
        assertThat(counts.get("city")).containsExactly(new FacetValue("Riyadh", 2), new FacetValue("Jeddah", 1));
        assertThat(counts.get("language")).containsExactly(new FacetValue("Arabic", 3));
    }

    @Test
    @DisplayName("CST-6: pages neither repeat nor skip anybody who stays, whatever happens to others between them")
    void pages() {
        IntStream.range(0, 60).forEach(number -> slice.happened(slice.talent("t" + number, rider("Amal " + number))));
        var seen = new ArrayList<UUID>();
        var first = slice.talents(riders(), 7, Optional.empty());
        var next = first;
        seen.addAll(next.hits().stream().map(SearchIndex.Hit::id).toList());
        int page = 0;
        while (next.next().isPresent()) {
            page++;
            // One that was shown rises to the top, one that comes is new, and one goes.
            slice.happened(
                    SearchSlice.verified(
                            new AccountId(first.hits().get(page % 7).id())),
                    slice.talent("new" + page, rider("Basma")));
            next = slice.talents(riders(), 7, next.next());
            assertThat(next.total()).isEqualTo(60);
            seen.addAll(next.hits().stream().map(SearchIndex.Hit::id).toList());
        }
        var stayed = IntStream.range(0, 60)
                .mapToObj(number -> SearchSlice.person("t" + number).value())
                .toList();
        assertThat(new HashSet<>(seen)).hasSameSizeAs(seen);
        assertThat(seen).containsAll(stayed);
        assertThat(page).isGreaterThanOrEqualTo(8);
    }

    @Test
    @DisplayName("CST-6: where something was found is told in ranges of the text as it was written")
    void highlights() {
        slice.happened(slice.talent(
                "one",
                SearchSlice.details(
                        "مُحَمَّد <b>الحربي</b>",
                        "x".repeat(300) + " a Rider 😀 here",
                        List.of(),
                        null,
                        List.of(),
                        null)));
        var found = slice.talents(SearchSlice.wish(SearchKind.TALENT, "Mohammed riding"));
        var shown = FoundTalent.of(found.hits().getFirst(), new MarkedWords(found.words()));
        assertThat(marked(shown, "name")).containsExactly("مُحَمَّد");
        assertThat(marked(shown, "bio")).containsExactly("Rider");
    }

    private static List<String> marked(FoundTalent shown, String field) {
        return shown.highlights().stream()
                .filter(highlight -> highlight.field().equals(field))
                .flatMap(highlight -> highlight.ranges().stream()
                        .map(range -> highlight.text().substring(range.from(), range.to())))
                .toList();
    }

    @Test
    @DisplayName("CST-6 CST-5: calls are found while they are published, and not after their deadline")
    void calls() {
        var content = SearchSlice.content(
                "Riders wanted",
                null,
                "Riyadh",
                SearchSlice.lines("Rider"),
                SearchSlice.lines("Arabic"),
                SearchSlice.lines("Horse Riding"),
                "For a film.");
        slice.publish("over", SearchSlice.until(NOW, content), NOW.minus(Duration.ofDays(2)));
        slice.publish("older", SearchSlice.until(NOW.plusSeconds(1), content), NOW.minus(Duration.ofDays(3)));
        slice.publish("newer", content, NOW.minus(Duration.ofDays(1)));
        slice.publish("verified", content, NOW.minus(Duration.ofDays(9)));
        slice.happened(SearchSlice.verified(SearchSlice.person("maker of verified")));
        var wish = SearchSlice.wish(SearchKind.CALL, "فروسية");
        assertThat(slice.ids(wish)).isEqualTo(people("verified", "newer", "older"));

        slice.happened(new CallClosed(SearchSlice.call("newer"), CloseCause.DEADLINE, null, NOW));
        assertThat(slice.ids(wish)).isEqualTo(people("verified", "older"));
    }

    @Test
    @DisplayName(
            "CST-6: many that match are not counted beyond five hundred, and the best of them are found all the same")
    void many() {
        IntStream.range(0, 1_700).forEach(number -> slice.happened(slice.talent("t" + number, rider("Amal"))));
        slice.happened(
                SearchSlice.verified(SearchSlice.person("t3")),
                SearchSlice.verified(SearchSlice.person("t1699")),
                slice.talent("named", rider("Riding")));
        var before = slice.talents(riders(), 3, Optional.empty());
        slice.jdbc.sql("analyze casting_search.talent").update();
        var narrow = slice.newIndex()
                .find(
                        new SearchIndex.Question(
                                riders(), EnumSet.of(Facet.CITY), 3, Optional.empty(), NOW, OptionalLong.empty()),
                        TalentText.class)
                .blockOptional()
                .orElseThrow();
        assertThat(before.exact()).isFalse();
        assertThat(before.total()).isEqualTo(500);
        assertThat(narrow.total()).isEqualTo(500);
        assertThat(narrow.hits().stream().map(SearchIndex.Hit::id))
                .containsExactlyElementsOf(
                        before.hits().stream().map(SearchIndex.Hit::id).toList());
        assertThat(narrow.hits().getFirst().id())
                .isEqualTo(SearchSlice.person("named").value());

        var all = new HashSet<UUID>();
        var index = slice.newIndex();
        Optional<SearchCursor> cursor = Optional.empty();
        do {
            var page = index.find(
                            new SearchIndex.Question(riders(), Set.of(), 100, cursor, NOW, OptionalLong.empty()),
                            TalentText.class)
                    .blockOptional()
                    .orElseThrow();
            page.hits().forEach(hit -> assertThat(all.add(hit.id())).isTrue());
            cursor = page.next();
        } while (cursor.isPresent());
        assertThat(all).as("pages go on to the very end").hasSize(1_701);
    }

    @Test
    @DisplayName("CST-6: whatever is believed of how often words occur, the same are found, in the same order, once")
    void whatever_is_believed() {
        // A third is idle, some have it in their name, some in their prose only.
        IntStream.range(0, 1_300)
                .forEach(number -> slice.happened(SearchSlice.created(
                        "t" + number,
                        AgeRange.FROM_26,
                        switch (number % 10) {
                            case 0 -> rider("Riding");
                            case 1, 2 ->
                                SearchSlice.details(
                                        "Amal",
                                        "Riding and whatever else.",
                                        List.of(),
                                        null,
                                        SearchSlice.lines("Arabic"),
                                        "Riyadh");
                            default -> rider("Amal");
                        },
                        NOW.minus(Duration.ofDays(number % 3 == 0 ? 200 : 1)))));
        IntStream.range(0, 200)
                .forEach(number -> slice.happened(SearchSlice.verified(SearchSlice.person("t" + number))));
        var all = pages(SearchStatistics.UNKNOWN);
        assertThat(all).hasSize(1_300).doesNotHaveDuplicates();
        var standings = List.of(
                new SearchStatistics.Share(2_900, 0.1),
                new SearchStatistics.Share(900, 0.5),
                new SearchStatistics.Share(700, 0.4));
        var activity =
                List.of((double) NOW.minus(Duration.ofDays(200)).getEpochSecond(), (double) NOW.getEpochSecond());
        for (double share : new double[] {0.0001, 0.02, 0.3, 1}) {
            var believed = new SearchStatistics(
                    1_000_000, Map.of("hriding", share, "briding", share, "nriding", share / 10), standings, activity);
            assertThat(pages(believed)).as("one in %s", 1 / share).isEqualTo(all);
        }
    }

    private List<UUID> pages(SearchStatistics believed) {
        var index = slice.newIndex(believed);
        var found = new ArrayList<UUID>();
        Optional<SearchCursor> cursor = Optional.empty();
        do {
            var page = index.find(
                            new SearchIndex.Question(riders(), Set.of(), 100, cursor, NOW, OptionalLong.empty()),
                            TalentText.class)
                    .blockOptional()
                    .orElseThrow();
            page.hits().forEach(hit -> found.add(hit.id()));
            cursor = page.next();
        } while (cursor.isPresent());
        return found;
    }

    private long saved(String key, String keeper, SearchWish wish) {
        slice.happened(new SearchSaved(
                SearchSlice.person(keeper),
                new SavedSearchId(SearchSlice.person(key).value()),
                Personal.of(new SavedSearch(new CastingLine(key), wish, true)),
                NOW));
        return slice.jdbc
                .sql("select count(*) from casting_search.alert")
                .query(Long.class)
                .single();
    }

    private List<UUID> alerted(String key) {
        return slice.jdbc
                .sql("select target from casting_search.alert where saved_id = ? order by position")
                .param(SearchSlice.person(key).value())
                .query(UUID.class)
                .list();
    }

    @Test
    @DisplayName("CST-6: what newly matches a search that is kept is told of, once; what was there before is not")
    void alerts() {
        slice.happened(slice.talent("before", rider("Amal")));
        saved(
                "riders",
                "keeper",
                new Wished(SearchKind.TALENT, "riding").place("Riyadh").wish());
        saved("names", "keeper", SearchSlice.wish(SearchKind.TALENT, "Mohammed"));
        saved(
                "near",
                "keeper",
                new Wished(SearchKind.TALENT, null).near("Khobar", 60).wish());
        saved("calls", "keeper", SearchSlice.wish(SearchKind.CALL, null));
        slice.happened(
                slice.talent("match", rider("محمد")),
                slice.talent("elsewhere", rider("Basma", "Dammam")),
                slice.talent("keeper", rider("Mohammed")),
                new TalentProfileEdited(SearchSlice.person("match"), Personal.of(rider("محمد")), NOW));
        assertThat(alerted("riders")).isEqualTo(people("match"));
        assertThat(alerted("names")).isEqualTo(people("match"));
        assertThat(alerted("near")).isEqualTo(people("elsewhere"));
        assertThat(alerted("calls")).isEmpty();

        slice.publish(
                "call",
                SearchSlice.content("Any", null, null, SearchSlice.lines("One"), List.of(), List.of(), "Whatever."));
        assertThat(alerted("calls")).isEqualTo(people("call"));

        slice.happened(new TalentRetired(SearchSlice.person("match"), NOW));
        assertThat(alerted("riders")).isEmpty();
        slice.happened(new AccountErased(SearchSlice.person("keeper"), SearchSlice.person("keeper"), NOW));
        assertThat(slice.jdbc
                        .sql("select count(*) from casting_search.saved")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(slice.jdbc
                        .sql("select count(*) from casting_search.alert")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    @DisplayName("CST-6 IDN-9: of a minor nobody is told before a guardian has consented")
    void alerts_of_minors() {
        saved("riders", "keeper", riders());
        var minor = SearchSlice.person("minor");
        var guardian = SearchSlice.person("guardian");
        slice.happened(
                SearchSlice.created("minor", AgeRange.UNDER_18, rider("Layan"), NOW),
                new GuardianNamed(minor, guardian, NOW));
        assertThat(alerted("riders")).isEmpty();
        slice.happened(new GuardianConsented(minor, guardian, NOW));
        assertThat(alerted("riders")).isEqualTo(people("minor"));
    }

    @Test
    @DisplayName("CST-6: a text that says nothing finds nothing, and one that is nowhere finds nothing")
    void nothing() {
        slice.happened(slice.talent("one", rider("Amal")));
        for (var text :
                List.of("!!!", "the", "😀", "Wxyzzyplugh", "'; drop table casting_search.talent; --", "\\' | !a & (")) {
            assertThat(slice.ids(SearchSlice.wish(SearchKind.TALENT, text)))
                    .as(text)
                    .isEmpty();
        }
        assertThat(slice.ids(riders())).hasSize(1);
    }

    private List<String> words() {
        return slice.jdbc
                .sql("select word from casting_search.word")
                .query(String.class)
                .list();
    }
}
