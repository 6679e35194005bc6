// Why this file exists: whether a search is good is for people to say; here they have said it, of sixty of them.
package org.backlot.casting.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.Experience;
import org.backlot.casting.api.TalentEvent.TalentProfileCreated;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.SearchWish;
import org.backlot.casting.query.search.SearchSlice.Wished;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JudgedSearchSliceTest {
    private static final Path JUDGED = Path.of("../bench/src/main/resources/search/judged.txt");
    private static final int FIRST = 10;

    private record Judged(SearchWish wish, String line, Map<UUID, Integer> grades) {}

    private static final List<Judged> QUERIES = new ArrayList<>();
    private static final Set<UUID> HIDDEN = new HashSet<>();
    private static SearchSlice slice;

    @BeforeAll
    static void read() throws IOException {
        slice = new SearchSlice();
        for (var line : Files.readAllLines(JUDGED)) {
            var parts = line.split("\\|", -1);
            switch (parts[0]) {
                case "talent" -> slice.happened(talent(parts));
                case "hidden" -> {
                    slice.happened(talent(parts));
                    HIDDEN.add(SearchSlice.person(parts[1]).value());
                }
                case "call" ->
                    slice.publish(
                            parts[1],
                            SearchSlice.content(
                                    parts[2],
                                    parts[3],
                                    parts[4],
                                    SearchSlice.lines(parts[5].split(";")),
                                    SearchSlice.lines(parts[6].split(";")),
                                    SearchSlice.lines(parts[7].split(";")),
                                    parts[8]));
                case "query" -> QUERIES.add(judged(line, parts));
                default -> assertThat(line).startsWith("#");
            }
        }
    }

    private static TalentProfileCreated talent(String... parts) {
        return SearchSlice.created(
                parts[1],
                AgeRange.parse(parts[4]),
                SearchSlice.details(
                        parts[2],
                        parts[8],
                        SearchSlice.lines(parts[7].split(";")),
                        Experience.parse(parts[3]),
                        SearchSlice.lines(parts[6].split(";")),
                        parts[5]),
                SearchSlice.NOW);
    }

    private static Judged judged(String line, String... parts) {
        var wished = new Wished(SearchKind.parse(parts[1]), parts[2]);
        for (var filter : parts[3].split(";")) {
            var value = filter.substring(filter.indexOf('=') + 1);
            switch (filter.split("=")[0]) {
                case "skill" -> wished.skill(value);
                case "language" -> wished.language(value);
                case "place" -> wished.place(value);
                case "near" -> wished.near(value.split("/")[0], Integer.parseInt(value.split("/")[1]));
                default -> assertThat(filter).isEmpty();
            }
        }
        var grades = new HashMap<UUID, Integer>();
        for (var grade : parts[4].split(" ")) {
            grades.put(SearchSlice.person(grade.split("=")[0]).value(), Integer.parseInt(grade.split("=")[1]));
        }
        return new Judged(wished.wish(), line, grades);
    }

    private static double gain(List<Integer> grades) {
        double sum = 0;
        for (int place = 0; place < Math.min(FIRST, grades.size()); place++) {
            sum += (Math.pow(2, grades.get(place)) - 1) / (Math.log(place + 2) / Math.log(2));
        }
        return sum;
    }

    private static double ndcg(Judged judged) {
        var found = slice.ids(judged.wish()).stream()
                .map(id -> judged.grades().getOrDefault(id, 0))
                .toList();
        var best = judged.grades().values().stream()
                .sorted(Comparator.reverseOrder())
                .toList();
        return gain(found) / gain(best);
    }

    @Test
    @DisplayName("CST-6: of sixty judged queries, Arabic and English, nDCG@10 is at least 0.9")
    void relevance() {
        assertThat(QUERIES).hasSize(60);
        var values = QUERIES.stream().mapToDouble(JudgedSearchSliceTest::ndcg).toArray();
        var worse = new ArrayList<String>();
        for (int at = 0; at < values.length; at++) {
            if (values[at] < 0.95) {
                worse.add("%.3f %s".formatted(values[at], QUERIES.get(at).line()));
            }
        }
        assertThat(Arrays.stream(values).average().orElseThrow())
                .as("not as it should be: %s", String.join("\n", worse))
                .isGreaterThanOrEqualTo(0.9);
    }

    @Test
    @DisplayName("CST-6 IDN-9: no judged query ever finds, or counts, who may not be seen")
    void nobody_hidden() {
        assertThat(HIDDEN).hasSize(3);
        for (var judged : QUERIES) {
            assertThat(slice.ids(judged.wish())).as(judged.line()).doesNotContainAnyElementsOf(HIDDEN);
        }
        assertThat(slice.talents(SearchSlice.wish(SearchKind.TALENT, null)).total())
                .isEqualTo(48);
    }
}
