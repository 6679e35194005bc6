// Why this file exists: a search that reads a whole table is quick while there are few, and nobody notices when it no
// longer is.
package org.backlot.casting.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.backlot.casting.api.search.Facet;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.SearchWish;
import org.backlot.casting.query.search.AskedWords.Known;
import org.backlot.casting.query.search.SearchSlice.Wished;
import org.backlot.log.query.SlicePostgres;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SearchPlansSliceTest {
    private static final int MANY = 30_000;
    private static final Set<String> BIG =
            Set.of("talent", "call", "talent_text", "call_text", "word", "verification", "change");

    private static SearchSlice slice;
    private static final Map<SearchKind, SearchStatistics> STATISTICS = new EnumMap<>(SearchKind.class);

    // The rows are multiplied in the database: it is their number that matters, and not what they say.
    @BeforeAll
    static void fill() {
        slice = new SearchSlice();
        var skills = List.of("Acting", "Horse Riding", "Singing", "Fencing", "Dancing");
        var cities = List.of("Riyadh", "Jeddah", "Cairo", "London");
        for (int number = 0; number < 40; number++) {
            slice.happened(slice.talent(
                    "t" + number,
                    SearchSlice.details(
                            "Mohammed Person" + number,
                            "Somebody with a number.",
                            SearchSlice.lines(skills.get(number % skills.size())),
                            null,
                            SearchSlice.lines("Arabic"),
                            cities.get(number % cities.size()))));
            slice.publish(
                    "c" + number,
                    SearchSlice.content(
                            "Call " + number,
                            null,
                            cities.get(number % cities.size()),
                            SearchSlice.lines("Lead"),
                            SearchSlice.lines("Arabic"),
                            SearchSlice.lines(skills.get(number % skills.size())),
                            "A film."));
        }
        for (var table : List.of("talent", "call")) {
            slice.jdbc
                    .sql(
                            "insert into casting_search.%1$s select gen_random_uuid(), (random() * 4000)::int, active_at, until,"
                                            .formatted(table)
                                    + " latitude, longitude, facets, terms || array_to_tsvector(array['rare' || n])"
                                    + " from casting_search.%1$s, generate_series(1, %2$d) n"
                                            .formatted(table, MANY / 40))
                    .update();
        }
        slice.jdbc.sql("""
                        insert into casting_search.talent_text select t.id, 'Name', 'Bio', '{}', null, null, '{}', null, '18-25',
                            50, false, false, now() from casting_search.talent t on conflict do nothing;
                        insert into casting_search.call_text select t.id, gen_random_uuid(), 'Title', 'Text', null, null, null,
                            null, now(), false, '{}', '{}', '{}', '{}', '{}' from casting_search.call t on conflict do nothing;
                        insert into casting_access.talent select t.id, false, null, false from casting_search.talent t
                            on conflict do nothing;
                        insert into verifications.verification select t.id, now() from casting_search.talent t
                            on conflict do nothing;
                        insert into casting_search.word select 'w' || n, false,
                            array(select 'k' || mod(n * i, 9973) from generate_series(1, 27) i)
                            from generate_series(1, %d) n;
                        insert into casting_search.change (id, kind) select id, 'talent' from casting_search.talent
                            on conflict do nothing;
                        insert into casting_search.change (id, kind) select id, 'call' from casting_search.call
                            on conflict do nothing;
                        insert into casting_access.change select 1000 + row_number() over (), account_id from casting_access.talent;
                        insert into verifications.change select position, account_id from casting_access.change;
                        analyze verifications.change; analyze casting_access.change; analyze casting_search.change;
                        analyze casting_search.talent; analyze casting_search.call; analyze casting_search.talent_text;
                        analyze casting_search.call_text; analyze casting_access.talent; analyze casting_search.word;
                        analyze verifications.verification;
                        """.formatted(MANY)).update();
        var known = new KnownStatistics(SlicePostgres.reactive(), Clock.fixed(SearchSlice.NOW, ZoneOffset.UTC));
        for (var kind : SearchKind.values()) {
            STATISTICS.put(kind, known.of(kind).blockOptional().orElseThrow());
        }
    }

    private static Stream<SearchWish> wishes() {
        return Stream.of(
                SearchSlice.wish(SearchKind.TALENT, "Mohammed"),
                SearchSlice.wish(SearchKind.TALENT, "محمد fencing"),
                SearchSlice.wish(SearchKind.TALENT, "ridding"),
                SearchSlice.wish(SearchKind.TALENT, null),
                new Wished(SearchKind.TALENT, null)
                        .skill("Acting")
                        .language("Arabic")
                        .wish(),
                new Wished(SearchKind.TALENT, "riding").verified().wish(),
                new Wished(SearchKind.TALENT, "acting").near("Riyadh", 100).wish(),
                SearchSlice.wish(SearchKind.CALL, "film"),
                new Wished(SearchKind.CALL, null).near("Jeddah", 50).wish(),
                new Wished(SearchKind.CALL, "call").verified().wish());
    }

    @TestFactory
    @DisplayName("CST-6: no search reads a whole table: its statement is planned once for all values")
    Stream<DynamicTest> plans() {
        return wishes().map(wish -> DynamicTest.dynamicTest(wish.normal(), () -> {
            var asked = new AskedWords(wish);
            var question = new SearchIndex.Question(
                    wish, EnumSet.allOf(Facet.class), 20, Optional.empty(), SearchSlice.NOW, OptionalLong.empty());
            var tiers = asked.tiers(
                    wish.words().stream().map(word -> new Known(word, true)).toList());
            var found = SearchStatement.found(
                    question, tiers, STATISTICS.getOrDefault(wish.kind(), SearchStatistics.UNKNOWN));
            requireIndexes(forAllValues(found));
            requireIndexes(forAllValues(SearchStatement.found(question, tiers, SearchStatistics.UNKNOWN)));
            if (!asked.keys().isEmpty()) {
                requireIndexes(forAllValues(SearchStatement.words(asked)));
            }
        }));
    }

    @Test
    @DisplayName("CST-6: of whom something has changed is looked up, however many there are")
    void people() {
        requireNoTableRead(forAllValues(new SearchStatement(Sight.PEOPLE_SINCE, Map.of("known", 7L))));
    }

    @Test
    @DisplayName("CST-6: the copy in memory looks up what has changed, and never reads all documents for it")
    void changes() {
        for (var kind : SearchKind.values()) {
            requireNoTableRead(forAllValues(new SearchStatement(IndexTables.changesOf(kind), Map.of("number", 7L))));
        }
    }

    private static void requireIndexes(List<String> plan) {
        assertThat(plan).anyMatch(line -> line.contains("Bitmap Index Scan"));
        requireNoTableRead(plan);
    }

    private static void requireNoTableRead(List<String> plan) {
        for (var table : BIG) {
            assertThat(plan).as(String.join("\n", plan)).noneMatch(line -> line.contains("Seq Scan on " + table));
        }
    }

    private static List<String> forAllValues(SearchStatement statement) {
        var sql = statement.sql();
        int number = 0;
        // Longer names first: some begin with others.
        for (var name : statement.binds().keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            number++;
            sql = sql.replace(":" + name, "$" + number);
        }
        // Drivers want values for parameters, and there are none here.
        slice.jdbc.sql("""
                        create or replace function casting_search.explained(statement text) returns setof text
                        language plpgsql as 'begin return query execute ''explain (generic_plan) '' || statement; end'
                        """).update();
        return slice.jdbc
                .sql("select * from casting_search.explained(?)")
                .param(sql)
                .query(String.class)
                .list();
    }
}
