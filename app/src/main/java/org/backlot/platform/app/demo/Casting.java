package org.backlot.platform.app.demo;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a role of The Last Reel is cast: two talents, one of them a minor, a studio whose producer is verified, a call, and
 * applications up to the offer; and a post from WhatsApp that a moderator lets through. The last chapter of {@code
 * ./backlot demo}; it needs none of the others.
 */
public final class Casting {
    private static final String API = "/api/v1/casting";
    private static final String REASON = "reason";

    private final HttpClient http;
    private final URI base;
    private final Narrator tell;
    private final Clock clock;
    private final String suffix;

    /** @param suffix makes the people's addresses new for this run */
    public Casting(HttpClient http, URI base, Narrator tell, Clock clock, String suffix) {
        this.http = http;
        this.base = base;
        this.tell = tell;
        this.clock = clock;
        this.suffix = suffix;
    }

    /** The moderator's address for a run; the operator lets it hold that role. */
    public static String moderatorOf(String suffix) {
        return "rania." + suffix + "@moderation.example";
    }

    /** A call with the two roles that are cast. */
    private record Call(String id, String projectionist, String apprentice) {}

    /** Plays all of it; throws {@link ScenarioFailed} where anything is not as it should be. */
    public String play() {
        tell.chapter("8. Two roles are cast");
        var studio = joins("Yusuf", "production", "yusuf");
        var talent = joins("Huda", "talent", "huda");
        var minor = joins("Ziad", "talent", "ziad");
        var guardian = joins("Mona", "vendor", "mona");
        var moderator = tell.step(
                "Rania",
                "registers (moderator), for the operator named her address",
                () -> Person.joins(http, base, "Rania", "moderator", moderatorOf(suffix)),
                Person::accountId);
        profiles(talent, minor, guardian, studio);
        verifies(moderator, studio, talent, guardian);
        var call = publishes(studio);
        var application = applies(talent, call.id(), call.projectionist());
        var minors = applies(minor, call.id(), call.apprentice());
        var accepted = toTheOffer(studio, talent, call, application);
        withdrawsConsent(guardian, minor, studio, minors);
        whatWasPosted(moderator, studio);
        return accepted;
    }

    private Person joins(String name, String role, String address) {
        return tell.step(
                name,
                "registers (%s)".formatted(role),
                () -> Person.joins(http, base, name, role, "%s.%s@casting.example".formatted(address, suffix)),
                Person::accountId);
    }

    private void profiles(Person talent, Person minor, Person guardian, Person studio) {
        var minorsProfile = API + "/talents/" + minor.accountId();
        tell.step("Huda", "makes her profile; her day of birth is sealed, and shown to nobody", () -> {
            profile(talent, "Huda", LocalDate.of(1994, 5, 17), "Riding", "Arabic");
            var shown = expected(studio, talent, API + "/talents/" + talent.accountId());
            expect(shown, "ageRange", "26-35");
        });
        tell.step("Ziad", "who is 15, makes his; nobody else sees it", () -> {
            profile(minor, "Ziad", today().minusYears(15).minusDays(40), "Magic", "Arabic");
            studio.api().hasSeen(minor.api().position());
            studio.api().get(minorsProfile).expectRefusal("NOT_FOUND");
        });
        tell.step("Mona", "is named his guardian and consents: now others see him", () -> {
            minor.api()
                    .post(API + "/talents/me/guardian", ApiClient.object().put("guardianId", guardian.accountId()))
                    .expectSuccess();
            guardian.api().post(minorsProfile + "/consent", ApiClient.object()).expectSuccess();
            expect(expected(studio, guardian, minorsProfile), "ageRange", "under-18");
        });
    }

    private void verifies(Person moderator, Person studio, Person talent, Person guardian) {
        for (var person : new Person[] {studio, talent, guardian}) {
            tell.step(
                    "Rania",
                    "has seen " + person.name() + "'s papers",
                    () -> moderator
                            .api()
                            .post(
                                    "/api/v1/admin/verifications/" + person.accountId(),
                                    ApiClient.object().put(REASON, "papers seen"))
                            .expectSuccess());
        }
    }

    private Call publishes(Person studio) {
        var body = ApiClient.object();
        var content = body.putObject("content")
                .put("title", "The Last Reel: two roles")
                .put("description", "A projectionist and her apprentice, six days in Riyadh.")
                .put("location", "Riyadh")
                .put("deadline", clock.instant().plus(Duration.ofDays(7)).toString());
        var roles = content.putArray("roles");
        roles.addObject().put("name", "The projectionist");
        roles.addObject().put("name", "The apprentice");
        var drafted = tell.step(
                "Yusuf",
                "drafts a call with two roles",
                () -> studio.api().post(API + "/calls", body).expectSuccess().json(),
                reply -> reply.path("callId").asString());
        var id = drafted.path("callId").asString();
        tell.step(
                "Yusuf",
                "publishes it; he is verified, so nobody has to look at it first",
                () -> expect(
                        studio.api()
                                .post(API + "/calls/" + id + "/publish", ApiClient.object())
                                .expectSuccess()
                                .json(),
                        "status",
                        "published"));
        var shown =
                studio.api().get(API + "/calls/" + id).expectSuccess().json().path("roles");
        finds(studio, "projectionists", id);
        return new Call(id, roleId(shown, "The projectionist"), roleId(shown, "The apprentice"));
    }

    private static String roleId(JsonNode roles, String name) {
        for (var role : roles) {
            if (role.path("name").asString("").equals(name)) {
                return role.path("roleId").asString();
            }
        }
        throw new ScenarioFailed("the call has no role " + name + ": " + roles);
    }

    private String applies(Person who, String call, String role) {
        return tell.step(
                        who.name(),
                        "applies",
                        () -> application(who, call, role).expectSuccess().json(),
                        reply -> reply.path("applicationId").asString())
                .path("applicationId")
                .asString();
    }

    private static ApiClient.Reply application(Person who, String call, String role) {
        var body = ApiClient.object().put("callId", call).put("roleId", role).put("note", "I would love to.");
        body.putArray("portfolio");
        return who.api().post(API + "/applications", body);
    }

    private String toTheOffer(Person studio, Person talent, Call call, String application) {
        tell.step(
                "Huda",
                "applies for the same role again, and is refused",
                () -> application(talent, call.id(), call.projectionist()).expectRefusal("ALREADY_APPLIED"));
        var path = API + "/applications/" + application;
        tell.step("Yusuf", "looks at what she sent; she sees that he did", () -> {
            studio.api().post(path + "/views", ApiClient.object()).expectSuccess();
            expect(expected(talent, studio, path), "status", "viewed");
        });
        for (var decision : new String[] {"SHORTLIST", "CALL_BACK", "OFFER"}) {
            tell.step(
                    "Yusuf",
                    "decides: " + decision,
                    () -> studio.api()
                            .post(path + "/decision", ApiClient.object().put("decision", decision))
                            .expectSuccess());
        }
        tell.step(
                "Huda",
                "accepts the offer",
                () -> talent.api()
                        .post(path + "/answer", ApiClient.object().put("answer", "ACCEPT"))
                        .expectSuccess());
        return talent.api().get(path).expectSuccess().json().path("status").asString();
    }

    private void withdrawsConsent(Person guardian, Person minor, Person studio, String application) {
        tell.step("Mona", "takes her consent back: Ziad is hidden, and his application withdrawn", () -> {
            guardian.api()
                    .delete(API + "/talents/" + minor.accountId() + "/consent?reason=exams")
                    .expectSuccess();
            studio.api().hasSeen(guardian.api().position());
            studio.api().get(API + "/talents/" + minor.accountId()).expectRefusal("NOT_FOUND");
            expect(expected(minor, guardian, API + "/applications/" + application), "status", "withdrawn");
        });
    }

    private void whatWasPosted(Person moderator, Person studio) {
        var title = "مطلوب ممثلون لفيلم قصير " + suffix;
        var post = """
                العنوان: %s
                الدور: بائع القهوة
                الموقع: جدة
                الوصف: يوم تصوير واحد في البلد
                للتواصل: casting@example.com
                """.formatted(title);
        var taken = tell.step(
                "Rania",
                "hands in a post that she saw in a WhatsApp group; rules read it",
                () -> moderator
                        .api()
                        .post(
                                API + "/ingestion/extractions",
                                ApiClient.object()
                                        .put("text", post)
                                        .put("sourceUrl", "https://chat.whatsapp.example/groups/" + suffix))
                        .expectSuccess()
                        .json(),
                reply -> reply.path("callId").asString());
        var call = taken.path("callId").asString();
        expect(taken, "status", "in_review");
        tell.step("Rania", "approves it: it is found, with where it came from, and without the address", () -> {
            studio.api().hasSeen(moderator.api().position());
            studio.api().get(API + "/calls/" + call).expectRefusal("NOT_FOUND");
            moderator
                    .api()
                    .post(
                            API + "/moderation/calls/" + call + "/approve",
                            ApiClient.object().put(REASON, "a call"))
                    .expectSuccess();
            var shown = expected(studio, moderator, API + "/calls/" + call);
            expect(shown, "status", "published");
            if (shown.toString().contains("casting@example.com")) {
                throw new ScenarioFailed("the contact of a post is shown to everybody: " + shown);
            }
        });
        finds(studio, "ممثل قهوه", call);
    }

    private void finds(Person who, String words, String call) {
        tell.step(who.name(), "finds it by: " + words, () -> {
            var found = who.api()
                    .get(API + "/search/calls?limit=100&text=" + URLEncoder.encode(words, StandardCharsets.UTF_8))
                    .expectSuccess()
                    .text();
            if (!found.contains(call)) {
                throw new ScenarioFailed("%s is not found by %s: %s".formatted(call, words, found));
            }
        });
    }

    private static void profile(Person who, String name, LocalDate bornOn, String skill, String language) {
        var body = ApiClient.object().put("bornOn", bornOn.toString());
        ObjectNode details = body.putObject("details");
        details.put("name", name).put("bio", "Somebody to look at.").put("location", "Riyadh");
        details.putArray("skills").add(skill);
        details.putArray("languages").add(language);
        who.api().post(API + "/talents/me", body).expectSuccess();
    }

    /** What somebody reads once it holds what another has just done. */
    private static JsonNode expected(Person reader, Person writer, String path) {
        reader.api().hasSeen(writer.api().position());
        return reader.api().get(path).expectSuccess().json();
    }

    private static void expect(JsonNode answer, String member, String value) {
        var found = Optional.of(answer.path(member).asString(""));
        if (!found.equals(Optional.of(value))) {
            throw new ScenarioFailed("expected %s %s, but got %s".formatted(member, value, answer));
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
