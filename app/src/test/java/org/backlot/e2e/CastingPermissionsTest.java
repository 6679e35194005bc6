// Why this file exists: who may do what in casting is one table, and the table is what is tested, cell by cell. An
// endpoint that is not in it fails the build.
package org.backlot.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backlot.casting.api.ApplicationCommand.DecideApplication;
import org.backlot.casting.api.PosterDecision;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.Person;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.CastingCallId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("Casting: every endpoint for every kind of caller")
class CastingPermissionsTest {
    private static final CastingHouse HOUSE = CastingHouse.shared();
    private static final List<String> CALLERS =
            List.of("anonymous", "talent", "minor", "guardian", "hirer", "verified hirer", "moderator", "stranger");
    private static final String REASON = "?reason=as+agreed";

    /** What is sent: a path, and a body where there is one. */
    private record Request(String path, Optional<JsonNode> body) {
        static Request of(String path) {
            return new Request(path, Optional.empty());
        }

        static Request of(String path, JsonNode body) {
            return new Request(path, Optional.of(body));
        }
    }

    /**
     * A line of the table.
     *
     * @param about what the thing is that is asked for
     * @param owner makes a request anew for each caller, given who owns the thing: for hirers they themselves, for all
     *     others the verified hirer
     * @param expected a status for each caller, in the order of {@link #CALLERS}
     */
    private record Row(
            String method, String pattern, String about, Function<Person, Request> owner, List<Integer> expected) {}

    private static final List<Row> TABLE = table();

    private static List<Row> table() {
        var rows = new ArrayList<Row>();
        // method, pattern, about; anonymous, talent, minor, guardian, hirer, verified hirer, moderator, stranger
        rows.add(row("POST", "/talents/me", "", _ -> profile(), "401 409 409 403 403 403 403 403"));
        rows.add(row("PUT", "/talents/me", "", _ -> edited(), "401 200 200 403 403 403 403 403"));
        rows.add(row("GET", "/talents/me", "", _ -> at("/talents/me"), "401 200 200 404 404 404 404 404"));
        rows.add(row(
                "POST",
                "/talents/me/portfolio",
                "the talent's photo",
                _ -> newItem(),
                "401 201 404 403 403 403 403 403"));
        rows.add(row(
                "DELETE",
                "/talents/me/portfolio/{itemId}",
                "the talent's",
                _ -> at("/talents/me/portfolio/" + HOUSE.item(HOUSE.talent)),
                "401 200 404 403 403 403 403 403"));
        rows.add(row("POST", "/talents/me/guardian", "", _ -> guardian(), "401 409 200 403 403 403 403 403"));
        rows.add(row(
                "POST",
                "/talents/{accountId}/consent",
                "a ward's",
                _ -> Request.of(casting("/talents/" + HOUSE.ward(false) + "/consent")),
                "401 404 404 200 404 404 404 404"));
        rows.add(row(
                "DELETE",
                "/talents/{accountId}/consent",
                "a ward's",
                _ -> at("/talents/" + HOUSE.ward(true) + "/consent" + REASON),
                "401 404 404 200 404 404 404 404"));
        rows.add(row(
                "GET",
                "/talents/{accountId}",
                "of age",
                _ -> at("/talents/" + HOUSE.talent.accountId()),
                "401 200 200 200 200 200 200 200"));
        rows.add(row(
                "GET",
                "/talents/{accountId}",
                "a minor without consent",
                _ -> at("/talents/" + HOUSE.minor.accountId()),
                "401 404 200 200 404 404 404 404"));
        rows.add(row(
                "GET",
                "/talents/{accountId}",
                "a minor with consent",
                _ -> at("/talents/" + HOUSE.ward(true)),
                "401 200 200 200 200 200 200 200"));
        rows.add(row(
                "GET",
                "/talents/{accountId}/portfolio/{itemId}/link",
                "of age",
                _ -> link(HOUSE.talent),
                "401 200 200 200 200 200 200 200"));
        rows.add(row(
                "GET",
                "/talents/{accountId}/portfolio/{itemId}/link",
                "a minor without consent",
                _ -> link(HOUSE.minor),
                "401 404 200 200 404 404 404 404"));
        rows.add(row("GET", "/wards", "", _ -> at("/wards"), "401 200 200 200 200 200 200 200"));

        rows.add(row("POST", "/calls", "", _ -> newCall(), "401 403 403 201 201 201 403 201"));
        rows.add(row(
                "PUT",
                "/calls/{callId}",
                "a draft",
                owner -> Request.of(casting("/calls/" + HOUSE.draft(owner)), content()),
                "401 404 404 404 200 200 404 404"));
        rows.add(row(
                "POST",
                "/calls/{callId}/publish",
                "a draft",
                owner -> at("/calls/" + HOUSE.draft(owner) + "/publish"),
                "401 404 404 404 200 200 404 404"));
        rows.add(row(
                "POST",
                "/calls/{callId}/close",
                "published",
                owner -> at("/calls/" + HOUSE.published(owner) + "/close"),
                "401 404 404 404 200 200 404 404"));
        rows.add(row(
                "DELETE",
                "/calls/{callId}",
                "published",
                owner -> at("/calls/" + HOUSE.published(owner) + REASON),
                "401 404 404 404 200 200 404 404"));
        rows.add(row("GET", "/calls", "", _ -> at("/calls"), "200 200 200 200 200 200 200 200"));
        rows.add(row(
                "GET",
                "/calls/{callId}",
                "published",
                owner -> at("/calls/" + HOUSE.published(owner)),
                "200 200 200 200 200 200 200 200"));
        rows.add(row(
                "GET",
                "/calls/{callId}",
                "in review",
                owner -> at("/calls/" + HOUSE.inReview(owner)),
                "404 404 404 404 404 404 404 404"));
        rows.add(row("GET", "/own/calls", "", _ -> at("/own/calls"), "401 200 200 200 200 200 200 200"));
        rows.add(row(
                "GET",
                "/own/calls/{callId}",
                "published",
                owner -> at("/own/calls/" + HOUSE.published(owner)),
                "401 404 404 404 200 200 404 404"));
        rows.add(row(
                "GET",
                "/own/calls/{callId}/applications",
                "published",
                owner -> at("/own/calls/" + HOUSE.published(owner) + "/applications"),
                "401 404 404 404 200 200 404 404"));

        rows.add(moderating("GET", "/moderation/calls", _ -> at("/moderation/calls")));
        rows.add(moderating(
                "GET", "/moderation/calls/{callId}", owner -> at("/moderation/calls/" + HOUSE.inReview(owner))));
        rows.add(moderating(
                "POST",
                "/moderation/calls/{callId}/approve",
                owner -> decision(HOUSE.inReview(owner), "approve", grounds())));
        rows.add(moderating(
                "POST",
                "/moderation/calls/{callId}/reject",
                owner -> decision(HOUSE.inReview(owner), "reject", grounds())));
        rows.add(moderating("POST", "/moderation/calls/{callId}/amend", owner -> {
            var body = content();
            body.put("reason", "as agreed");
            return decision(HOUSE.inReview(owner), "amend", body);
        }));
        rows.add(moderating(
                "POST",
                "/moderation/calls/{callId}/merge",
                owner -> decision(
                        HOUSE.inReview(owner),
                        "merge",
                        grounds().put("into", HOUSE.published(owner).toString()))));
        rows.add(moderating("POST", "/moderation/bulk", owner -> {
            var body = ApiClient.object();
            body.putArray("items")
                    .addObject()
                    .put("callId", HOUSE.inReview(owner).toString())
                    .put("action", "REJECT")
                    .put("reason", "as agreed");
            return Request.of(casting("/moderation/bulk"), body);
        }));
        rows.add(ingesting("POST", "/ingestion/sources", 201, _ -> newSource()));
        rows.add(ingesting("GET", "/ingestion/sources", 200, _ -> at("/ingestion/sources")));
        rows.add(ingesting(
                "GET", "/ingestion/sources/{sourceId}", 200, _ -> at("/ingestion/sources/" + HOUSE.source())));
        rows.add(ingesting(
                "PUT",
                "/ingestion/sources/{sourceId}",
                200,
                _ -> Request.of(
                        casting("/ingestion/sources/" + HOUSE.source()),
                        ApiClient.object().put("name", "Other"))));
        rows.add(ingesting(
                "DELETE",
                "/ingestion/sources/{sourceId}",
                200,
                _ -> at("/ingestion/sources/" + HOUSE.source() + REASON)));
        rows.add(ingesting(
                "POST",
                "/ingestion/sources/{sourceId}/pause",
                200,
                _ -> Request.of(casting("/ingestion/sources/" + HOUSE.source() + "/pause"), grounds())));
        rows.add(ingesting(
                "POST",
                "/ingestion/sources/{sourceId}/resume",
                200,
                _ -> at("/ingestion/sources/" + HOUSE.source() + "/resume")));
        rows.add(ingesting(
                "POST",
                "/ingestion/sources/{sourceId}/run",
                202,
                _ -> at("/ingestion/sources/" + HOUSE.source() + "/run")));
        rows.add(ingesting("GET", "/ingestion/posts", 200, _ -> at("/ingestion/posts")));
        rows.add(ingesting("GET", "/ingestion/posts/{postId}", 200, _ -> at("/ingestion/posts/" + HOUSE.post())));
        rows.add(ingesting(
                "POST",
                "/ingestion/posts/{postId}/extract",
                503,
                _ -> at("/ingestion/posts/" + HOUSE.post() + "/extract")));
        rows.add(ingesting(
                "POST",
                "/ingestion/posts/{postId}/dismiss",
                200,
                _ -> Request.of(casting("/ingestion/posts/" + HOUSE.post() + "/dismiss"), grounds())));
        rows.add(ingesting(
                "POST",
                "/ingestion/extractions",
                201,
                _ -> Request.of(
                        casting("/ingestion/extractions"),
                        ApiClient.object()
                                .put("text", "Title: " + UUID.randomUUID() + "\nRole: Idris")
                                .put("sourceUrl", "https://casting.example/calls"))));
        // Nobody's account opens it: it takes the header of Whapi.
        rows.add(row(
                "POST",
                "/ingestion/whapi",
                "without the header",
                _ -> Request.of(casting("/ingestion/whapi"), ApiClient.object()),
                "401 401 401 401 401 401 401 401"));
        rows.add(new Row(
                "POST",
                "/api/v1/admin/verifications/{accountId}",
                "",
                _ -> Request.of("/api/v1/admin/verifications/" + HOUSE.guardian.accountId(), grounds()),
                codes("401 403 403 403 403 403 200 403")));
        rows.add(new Row(
                "DELETE",
                "/api/v1/admin/verifications/{accountId}",
                "",
                _ -> Request.of("/api/v1/admin/verifications/" + verifiedStandIn() + REASON),
                codes("401 403 403 403 403 403 200 403")));

        rows.add(row(
                "POST",
                "/applications",
                "for a published call",
                owner -> newApplication(HOUSE.published(owner)),
                "401 201 403 403 403 403 403 403"));
        rows.add(row(
                "POST",
                "/applications/{applicationId}/withdraw",
                "the talent's",
                owner -> at("/applications/" + HOUSE.application(owner) + "/withdraw"),
                "401 200 404 404 404 404 404 404"));
        rows.add(row(
                "POST",
                "/applications/{applicationId}/answer",
                "the talent's, with an offer",
                CastingPermissionsTest::answer,
                "401 200 404 404 404 404 404 404"));
        rows.add(row(
                "POST",
                "/applications/{applicationId}/decision",
                "the talent's",
                owner -> Request.of(
                        casting("/applications/" + HOUSE.application(owner) + "/decision"),
                        ApiClient.object().put("decision", "SHORTLIST")),
                "401 404 404 404 200 200 404 404"));
        rows.add(row(
                "POST",
                "/applications/{applicationId}/views",
                "the talent's",
                owner -> at("/applications/" + HOUSE.application(owner) + "/views"),
                "401 404 404 404 200 200 404 404"));
        rows.add(row("GET", "/applications", "", _ -> at("/applications"), "401 200 200 200 200 200 200 200"));
        rows.add(row(
                "GET",
                "/applications/{applicationId}",
                "the talent's",
                owner -> at("/applications/" + HOUSE.application(owner)),
                "401 200 404 404 200 200 404 404"));
        rows.add(row(
                "GET", "/applications/events", "", _ -> at("/applications/events"), "401 200 200 200 200 200 200 200"));
        // Those who may be seen are found; who searches does not matter.
        rows.add(row(
                "GET",
                "/search/talents",
                "",
                _ -> at("/search/talents?text=noura&facets=skill"),
                "401 200 200 200 200 200 200 200"));
        rows.add(
                row("GET", "/search/calls", "", _ -> at("/search/calls?text=reel"), "200 200 200 200 200 200 200 200"));
        rows.add(row("POST", "/search/saved", "", _ -> newSearch(), "401 201 201 201 201 201 201 201"));
        rows.add(row("GET", "/search/saved", "", _ -> at("/search/saved"), "401 200 200 200 200 200 200 200"));
        rows.add(row(
                "DELETE",
                "/search/saved/{savedSearchId}",
                "the talent's",
                _ -> at("/search/saved/" + HOUSE.savedSearch(HOUSE.talent)),
                "401 200 404 404 404 404 404 404"));
        rows.add(row("GET", "/search/alerts", "", _ -> at("/search/alerts"), "401 200 200 200 200 200 200 200"));
        rows.add(row(
                "GET",
                "/search/alerts/events",
                "",
                _ -> at("/search/alerts/events"),
                "401 200 200 200 200 200 200 200"));
        rows.add(row("GET", "/search/history", "", _ -> at("/search/history"), "401 200 200 200 200 200 200 200"));
        rows.add(row("GET", "/search/analytics", "", _ -> at("/search/analytics"), "401 403 403 403 403 403 403 403"));
        return rows;
    }

    @TestFactory
    @DisplayName("CST-1 CST-2 CST-3 CST-4 CST-5 IDN-9: who may do what")
    Stream<DynamicTest> cells() {
        return TABLE.stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.method() + " " + row.pattern() + (row.about().isEmpty() ? "" : ", " + row.about()), () -> {
                            var found = new ArrayList<Integer>();
                            for (var caller : CALLERS) {
                                found.add(status(row, caller));
                            }
                            assertThat(found)
                                    .as("%s %s for %s", row.method(), row.pattern(), CALLERS)
                                    .isEqualTo(row.expected());
                        }));
    }

    @Test
    @DisplayName("CST-1 CST-2 CST-3 CST-4 CST-5: there is no endpoint of casting that the table does not name")
    void table_is_complete() {
        var mapped = HOUSE
                .backlot
                .running()
                .context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .flatMap(info -> info.getPatternsCondition().getPatterns().stream()
                        .flatMap(pattern -> info.getMethodsCondition().getMethods().stream()
                                .map(method -> method.name() + " " + pattern.getPatternString())))
                .filter(endpoint -> endpoint.contains("/api/v1/casting") || endpoint.contains("/verifications"))
                .collect(Collectors.toSet());
        assertThat(TABLE.stream().map(row -> row.method() + " " + row.pattern()).collect(Collectors.toSet()))
                .isEqualTo(mapped);
        assertThat(mapped).hasSizeGreaterThan(30);
    }

    private static int status(Row row, String caller) throws IOException, InterruptedException {
        var who = person(caller);
        var hires = Set.of("hirer", "verified hirer").contains(caller);
        var request = row.owner().apply(hires ? who.orElseThrow() : HOUSE.verifiedHirer);
        var sent = HttpRequest.newBuilder(HOUSE.backlot.base().resolve(request.path()))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("Backlot-Position", Long.toString(HOUSE.head()))
                .method(
                        row.method(),
                        request.body()
                                .map(body -> HttpRequest.BodyPublishers.ofString(body.toString()))
                                .orElseGet(HttpRequest.BodyPublishers::noBody));
        who.flatMap(person -> person.api().token()).ifPresent(token -> sent.header("Authorization", "Bearer " + token));
        var answer = HOUSE.backlot.http().send(sent.build(), HttpResponse.BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }

    private static Optional<Person> person(String caller) {
        return switch (caller) {
            case "anonymous" -> Optional.empty();
            case "talent" -> Optional.of(HOUSE.talent);
            case "minor" -> Optional.of(HOUSE.minor);
            case "guardian" -> Optional.of(HOUSE.guardian);
            case "hirer" -> Optional.of(HOUSE.hirer);
            case "verified hirer" -> Optional.of(HOUSE.verifiedHirer);
            case "moderator" -> Optional.of(HOUSE.moderator);
            case "stranger" -> Optional.of(HOUSE.stranger);
            default -> throw new IllegalArgumentException(caller);
        };
    }

    private static Row row(String method, String path, String about, Function<Person, Request> owner, String expected) {
        return new Row(method, casting(path), about, owner, codes(expected));
    }

    private static List<Integer> codes(String expected) {
        return Arrays.stream(expected.split(" ", -1)).map(Integer::valueOf).toList();
    }

    private static Row moderating(String method, String path, Function<Person, Request> owner) {
        return row(method, path, "in review", owner, "401 403 403 403 403 403 200 403");
    }

    private static Row ingesting(String method, String path, int done, Function<Person, Request> owner) {
        return row(method, path, "", owner, "401 403 403 403 403 403 " + done + " 403");
    }

    private static Request newSource() {
        return Request.of(
                casting("/ingestion/sources"),
                ApiClient.object()
                        .put("kind", "web")
                        .put("address", "https://casting.example/" + UUID.randomUUID())
                        .put("name", "Casting"));
    }

    private static String casting(String path) {
        return "/api/v1/casting" + path;
    }

    private static Request at(String path) {
        return Request.of(casting(path));
    }

    private static Request profile() {
        var body = ApiClient.object().put("bornOn", "1990-01-01");
        body.set("details", CastingHouse.detailsBody("Noura"));
        return Request.of(casting("/talents/me"), body);
    }

    private static Request edited() {
        var body = ApiClient.object();
        body.set("details", CastingHouse.detailsBody("Noura"));
        return Request.of(casting("/talents/me"), body);
    }

    private static Request newSearch() {
        var name = "Search " + UUID.randomUUID();
        return Request.of(
                casting("/search/saved"),
                ApiClient.object().put("name", name).put("kind", "talent").put("text", name));
    }

    private static Request newItem() {
        return Request.of(
                casting("/talents/me/portfolio"),
                ApiClient.object()
                        .put("assetId", HOUSE.photo(HOUSE.talent).toString())
                        .put("title", "Face"));
    }

    private static Request guardian() {
        return Request.of(
                casting("/talents/me/guardian"), ApiClient.object().put("guardianId", HOUSE.guardian.accountId()));
    }

    private static Request link(Person talent) {
        return at("/talents/" + talent.accountId() + "/portfolio/" + HOUSE.item(talent) + "/link");
    }

    private static Request newCall() {
        return Request.of(casting("/calls"), content());
    }

    private static ObjectNode content() {
        var body = ApiClient.object();
        body.set("content", CastingHouse.contentBody("The Last Reel"));
        return body;
    }

    private static ObjectNode grounds() {
        return ApiClient.object().put("reason", "as agreed");
    }

    private static Request decision(CastingCallId call, String decision, JsonNode body) {
        return Request.of(casting("/moderation/calls/" + call + "/" + decision), body);
    }

    private static Request newApplication(CastingCallId call) {
        return Request.of(
                casting("/applications"),
                ApiClient.object()
                        .put("callId", call.toString())
                        .put("roleId", CastingHouse.LEAD.toString())
                        .put("note", "I ride."));
    }

    private static Request answer(Person owner) {
        var application = HOUSE.application(owner);
        HOUSE.<Object>send(new DecideApplication(application, CastingHouse.account(owner), PosterDecision.OFFER));
        return Request.of(
                casting("/applications/" + application + "/answer"),
                ApiClient.object().put("answer", "ACCEPT"));
    }

    /** Somebody whose verification may be taken back without anybody missing it. */
    private static AccountId verifiedStandIn() {
        var standIn = new AccountId(UUID.randomUUID());
        HOUSE.verify(standIn);
        return standIn;
    }
}
