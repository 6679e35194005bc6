// Why this file exists: whether a search is good is for people to say; here they have said it, of sixty of them.
package org.backlot.bench.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.Person;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.CallContent;
import org.backlot.casting.api.CallEvent.CallDrafted;
import org.backlot.casting.api.CallEvent.CallPublished;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.CastingProse;
import org.backlot.casting.api.CastingRole;
import org.backlot.casting.api.Experience;
import org.backlot.casting.api.PublishGate;
import org.backlot.casting.api.TalentDetails;
import org.backlot.casting.api.TalentEvent.TalentProfileCreated;
import org.backlot.casting.api.search.Facet;
import org.backlot.identity.api.PersonName;
import org.backlot.shared.Event;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.CastingRoleId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;

/** The labelled set {@code search/judged.txt}: what is there, what is asked, and what ought to be found. */
final class Judgments {
    private static final int FIRST = 10;

    private record Judged(String path, String field, Map<String, Integer> grades) {}

    private final List<Event> events = new ArrayList<>();
    private final List<Judged> queries = new ArrayList<>();
    private final Set<String> hidden = new HashSet<>();
    private final Instant now;

    Judgments(Instant now) {
        this.now = now;
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Judgments.class.getResourceAsStream("/search/judged.txt")),
                StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(this::read);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What is there. */
    List<Event> events() {
        return List.copyOf(events);
    }

    /** The mean of nDCG@10 over all queries. Fails where somebody is found who may not be seen. */
    double ndcg(Person person) {
        return queries.stream()
                .mapToDouble(judged -> {
                    var found = new ArrayList<String>();
                    person.get(judged.path())
                            .path("data")
                            .forEach(hit -> found.add(hit.path(judged.field()).asString()));
                    if (found.stream().anyMatch(hidden::contains)) {
                        throw new BenchmarkFailed("somebody was found who may not be seen: " + judged.path());
                    }
                    var best = judged.grades().values().stream()
                            .sorted(Comparator.reverseOrder())
                            .toList();
                    return gain(found.stream()
                                    .map(id -> judged.grades().getOrDefault(id, 0))
                                    .toList())
                            / gain(best);
                })
                .average()
                .orElseThrow();
    }

    int count() {
        return queries.size();
    }

    private static double gain(List<Integer> grades) {
        double sum = 0;
        for (int place = 0; place < Math.min(FIRST, grades.size()); place++) {
            sum += (Math.pow(2, grades.get(place)) - 1) / (Math.log(place + 2) / Math.log(2));
        }
        return sum;
    }

    private void read(String line) {
        var parts = line.split("\\|", -1);
        switch (parts[0]) {
            case "talent" -> events.add(talent(parts));
            case "hidden" -> {
                events.add(talent(parts));
                hidden.add(id(parts[1]).toString());
            }
            case "call" -> call(parts);
            case "query" -> queries.add(query(parts));
            default -> throw new BenchmarkFailed("judged.txt has a line of no kind: " + line);
        }
    }

    private TalentProfileCreated talent(String... parts) {
        return new TalentProfileCreated(
                new AccountId(id(parts[1])),
                Personal.of(LocalDate.EPOCH),
                AgeRange.parse(parts[4]),
                Personal.of(new TalentDetails(
                        new PersonName(parts[2]),
                        new CastingProse(parts[8]),
                        lines(parts[7]),
                        Experience.parse(parts[3]),
                        null,
                        lines(parts[6]),
                        new CastingLine(parts[5]))),
                now);
    }

    private void call(String... parts) {
        var call = new CastingCallId(id(parts[1]));
        var roles = lines(parts[5]).stream()
                .map(role -> new CastingRole(
                        new CastingRoleId(id(parts[1] + role.value())),
                        role,
                        null,
                        List.of(),
                        lines(parts[7]),
                        lines(parts[6])))
                .toList();
        events.add(new CallDrafted(
                call,
                new WorkspaceId(id("workspace")),
                new AccountId(id("maker")),
                new CallContent(
                        new CastingLine(parts[2]),
                        new CastingProse(parts[8]),
                        new CastingLine(parts[3]),
                        new CastingLine(parts[4]),
                        null,
                        null,
                        null,
                        roles),
                now));
        events.add(new CallPublished(call, PublishGate.MODERATION, null, now));
    }

    private static Judged query(String... parts) {
        var filters = new StringBuilder();
        for (var filter : parts[3].split(";", -1)) {
            var value = filter.substring(filter.indexOf('=') + 1);
            if (filter.startsWith("near=")) {
                filters.append("&near=").append(NamedQuery.encoded(value.split("/", -1)[0]));
                filters.append("&radiusKm=").append(value.split("/", -1)[1]);
            } else if (!filter.isEmpty()) {
                filters.append('&')
                        .append(filter, 0, filter.indexOf('='))
                        .append('=')
                        .append(NamedQuery.encoded(value));
            }
        }
        var grades = new HashMap<String, Integer>();
        for (var grade : parts[4].split(" ", -1)) {
            grades.put(id(grade.split("=", -1)[0]).toString(), Integer.parseInt(grade.split("=", -1)[1]));
        }
        boolean talents = parts[1].equals("talent");
        return new Judged(
                NamedQuery.path(
                        parts[1] + "s",
                        parts[2].isEmpty() ? null : parts[2],
                        filters.toString(),
                        EnumSet.noneOf(Facet.class)),
                talents ? "accountId" : "callId",
                grades);
    }

    private static UUID id(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    }

    private static List<CastingLine> lines(String texts) {
        return Arrays.stream(texts.split(";", -1)).map(CastingLine::new).toList();
    }
}
