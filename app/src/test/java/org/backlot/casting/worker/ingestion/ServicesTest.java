// Firecrawl, Whapi and the model are played by a server of this test, in the shapes that are written down of them.
// None was asked for real.
package org.backlot.casting.worker.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.ingestion.ContentHash;
import org.backlot.casting.api.ingestion.ExtractedBy;
import org.backlot.casting.api.ingestion.Extraction;
import org.backlot.casting.api.ingestion.ExtractionFailed;
import org.backlot.casting.api.ingestion.PostText;
import org.backlot.casting.api.ingestion.SetAsideReason;
import org.backlot.casting.api.ingestion.WaitReason;
import org.backlot.casting.worker.ingestion.StubService.Said;
import org.backlot.platform.worker.service.JsonService;
import org.backlot.platform.worker.service.JsonService.Key;
import org.backlot.platform.worker.service.ServiceFailed;
import org.backlot.platform.worker.service.ServiceFailed.Failure;
import org.backlot.shared.PublicUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ServicesTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final PublicUrl PAGE = new PublicUrl("https://casting.example/calls");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final PostText POST = new PostText(
            "We look for Idris, a projectionist from 26 to 35, in Riyadh. Apply until 5 December 2026, call 0501234567.");

    private final StubService stub = new StubService(_ -> Said.status(404, "{}"));

    @AfterEach
    void close() {
        stub.close();
    }

    private JsonService service(Duration patience) {
        return new JsonService("the service", stub.address() + "/v2/", Key.bearer("sesame"), patience, CLOCK);
    }

    private Firecrawl firecrawl() {
        return new Firecrawl(service(PATIENCE));
    }

    private Whapi whapi() {
        return new Whapi(service(PATIENCE));
    }

    private static void fails(Failure failure, ThrowingCallable asked) {
        assertThatThrownBy(asked)
                .isInstanceOfSatisfying(
                        ServiceFailed.class,
                        failed -> assertThat(failed.failure()).isEqualTo(failure));
    }

    private static String page(String markdown, int status) {
        return page(markdown, status, "https://casting.example/calls");
    }

    private static String page(String markdown, int status, String url) {
        var page = JSON.createObjectNode().put("markdown", markdown);
        page.putObject("metadata").put("statusCode", status).put("sourceURL", url);
        return page.toString();
    }

    private static Said scraped(String markdown, int status) {
        return Said.json("{\"success\":true,\"data\":" + page(markdown, status) + ",\"new\":\"field\"}");
    }

    @Test
    @DisplayName("CST-4: Firecrawl is asked for a page with the key, and the page comes back as its posts")
    void scrape() throws Exception {
        stub.answers(_ -> scraped("# Calls\n\nTitle: One\nRole: A\n\n---\n\nTitle: Two\nRole: B\n", 200));

        assertThat(firecrawl().page(PAGE))
                .extracting(found -> found.text().value(), FoundText::url)
                .containsExactly(
                        tuple("# Calls\n\nTitle: One\nRole: A", PAGE.text()),
                        tuple("Title: Two\nRole: B", PAGE.text()));

        var asked = stub.asked().getFirst();
        assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /v2/scrape");
        assertThat(asked.authorization()).isEqualTo("Bearer sesame");
        assertThat(JSON.readTree(asked.body()))
                .isEqualTo(JSON.readTree("{\"formats\":[\"markdown\"],\"onlyMainContent\":true,"
                        + "\"url\":\"https://casting.example/calls\",\"timeout\":45000}"));
    }

    @Test
    @DisplayName("CST-4: a page that is not there is no empty page, though Firecrawl answers 200")
    void page_missing() {
        stub.answers(_ -> scraped("Not found", 404));
        fails(Failure.MISSING, () -> firecrawl().page(PAGE));
    }

    @ParameterizedTest
    @CsvSource({
        "401, KEY_REFUSED",
        "403, KEY_REFUSED",
        "402, CREDIT_USED_UP",
        "429, TOO_MANY_REQUESTS",
        "408, UNAVAILABLE",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE",
        "400, REFUSED",
        "302, REFUSED",
    })
    @DisplayName("CST-4: each refusal of a service is told apart, and none is followed elsewhere")
    void refusals(int status, Failure failure) {
        stub.answers(_ -> Said.status(status, "{\"success\":false,\"error\":\"no\"}")
                .with("Location", stub.address() + "/v2/elsewhere"));
        fails(failure, () -> firecrawl().page(PAGE));
        fails(failure, () -> whapi().read("120363@g.us", NOON, NOON, "urn:x"));
        assertThat(stub.asked()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"90, 90", "'Sun, 29 Nov 2026 12:02:00 GMT', 120", "999999999, 86400", "soon, -1", "-5, -1"})
    @DisplayName("CST-4: Retry-After is taken in seconds and as a date, a day at most")
    void retry_after(String header, long seconds) {
        stub.answers(_ -> Said.status(429, "{}").with("Retry-After", header));
        assertThatThrownBy(() -> firecrawl().page(PAGE))
                .isInstanceOfSatisfying(
                        ServiceFailed.class,
                        failed -> assertThat(failed.retryAfter())
                                .isEqualTo(seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds))));
    }

    @Test
    @DisplayName("CST-4: a service that says nothing is given up after its time")
    void time_out() {
        stub.answers(_ -> Said.nothing());
        fails(Failure.UNAVAILABLE, () -> new Firecrawl(service(Duration.ofMillis(200))).page(PAGE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{\"success\":true} {}",
                "{\"success\":true,\"success\":true}",
                "{\"success\":true,\"data\":{\"metadata\":{\"statusCode\":200}}}"
            })
    @DisplayName("CST-4: what is no answer is no empty page")
    void malformed(String answer) {
        stub.answers(_ -> Said.json(answer));
        fails(Failure.ANSWER_MALFORMED, () -> firecrawl().page(PAGE));
    }

    @Test
    @DisplayName(
            "CST-4: a crawl is begun with a limit, looked at, and read to its last part; what links elsewhere is its own")
    void crawl() throws Exception {
        stub.answers(asked -> switch (asked.method() + " " + asked.path()) {
            case "POST /v2/crawl" -> Said.json("{\"success\":true,\"id\":\"c-1\",\"url\":\"x\"}");
            case "GET /v2/crawl/c-1" ->
                Said.json("{\"status\":\"completed\",\"next\":\"" + stub.address() + "/v2/crawl/c-1?skip=1\",\"data\":["
                        + page("Casting: One", 200, "https://casting.example/1") + "," + page("gone", 404) + "]}");
            case "GET /v2/crawl/c-1?skip=1" ->
                Said.json("{\"status\":\"completed\",\"data\":[" + page("Casting: Two", 200, "https://evil.example/2")
                        + "]}");
            default -> Said.status(404, "{}");
        });

        assertThat(firecrawl().begin(PAGE, 7)).isEqualTo("c-1");
        assertThat(JSON.readTree(stub.asked().getFirst().body()).path("limit").asInt())
                .isEqualTo(7);
        assertThat(firecrawl().look("c-1", PAGE))
                .asInstanceOf(type(Firecrawl.Crawl.Done.class))
                .satisfies(done -> assertThat(done.texts())
                        .extracting(found -> found.text().value() + " @ " + found.url())
                        .containsExactly("Casting: One @ https://casting.example/1", "Casting: Two @ " + PAGE.text()));
    }

    @Test
    @DisplayName("CST-4: the key is never sent to where an answer points")
    void next_elsewhere() {
        try (var other = new StubService(_ -> Said.json("{}"))) {
            stub.answers(_ -> Said.json(
                    "{\"status\":\"completed\",\"data\":[],\"next\":\"" + other.address() + "/v2/crawl/c-1\"}"));
            fails(Failure.ANSWER_MALFORMED, () -> firecrawl().look("c-1", PAGE));
            assertThat(other.asked()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "CST-4: a chat is read page by page between two times; texts and captions are taken, and nobody's name")
    void whatsapp() throws Exception {
        stub.answers(asked -> asked.path().contains("offset=0")
                ? Said.json("{\"count\":2,\"total\":3,\"offset\":0,\"messages\":["
                        + "{\"id\":\"m1\",\"type\":\"text\",\"chat_id\":\"120363@g.us\",\"from\":\"966501234567\","
                        + "\"from_name\":\"Omar\",\"timestamp\":1764410400,\"text\":{\"body\":\"Casting one\"}},"
                        + "{\"id\":\"m2\",\"type\":\"image\",\"image\":{\"id\":\"i\",\"caption\":\"Casting two\"}}]}")
                : Said.json("{\"count\":1,\"total\":3,\"offset\":2,\"messages\":["
                        + "{\"id\":\"m3\",\"type\":\"sticker\",\"sticker\":{\"id\":\"s\"}}]}"));

        var written = whapi().read("120363@g.us", NOON.minusSeconds(60), NOON, "urn:x");

        assertThat(written.texts())
                .extracting(found -> found.text().value())
                .containsExactly("Casting one", "Casting two");
        assertThat(written.messages()).isEqualTo(3);
        assertThat(stub.asked())
                .extracting(StubService.Asked::path)
                .containsExactly(
                        "/v2/messages/list/120363%40g.us?count=500&offset=0&time_from=1795953540&time_to=1795953600",
                        "/v2/messages/list/120363%40g.us?count=500&offset=2&time_from=1795953540&time_to=1795953600");
    }

    @Test
    @DisplayName("CST-4: a chat that says more than is asked for at once is read in halves, to the last message")
    void busy_chat() throws Exception {
        long from = NOON.minusSeconds(60).getEpochSecond();
        // Half a minute is told; a whole one has no end.
        stub.answers(asked -> asked.path().contains("time_from=" + from + "&time_to=" + NOON.getEpochSecond())
                ? Said.json(
                        "{\"total\":1000000,\"messages\":[{\"id\":\"m\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}]}")
                : Said.json(
                        "{\"total\":1,\"messages\":[{\"id\":\"m\",\"type\":\"text\",\"text\":{\"body\":\"half\"}}]}"));

        var written = whapi().read("120363@g.us", NOON.minusSeconds(60), NOON, "urn:x");

        assertThat(written.messages()).isEqualTo(2);
        assertThat(written.texts()).extracting(found -> found.text().value()).containsExactly("half", "half");
    }

    private PostExtractor model(Duration patience) {
        return new PostExtractor(
                ZoneId.of("Asia/Riyadh"), CLOCK, stub.address() + "/v1", "sesame", "llama", true, patience);
    }

    private static String call(String title, String role) {
        return """
                {"isCastingCall":true,"title":"%s","description":"a projectionist in Riyadh, call 0501234567","company":null,
                 "location":"Riyadh","compensation":null,"requirements":null,"deadline":"5 December 2026",
                 "contact":"0501234567","roles":[{"name":"%s","description":null,"ageRanges":["26-35"],"skills":[],
                 "languages":[]}]}""".formatted(title, role);
    }

    private static Said chat(String content, String finish) {
        var answer = JSON.createObjectNode();
        var choice = answer.putArray("choices").addObject().put("index", 0).put("finish_reason", finish);
        choice.putObject("message").put("role", "assistant").put("content", content);
        return Said.json(answer.toString());
    }

    private Extraction read() throws ExtractionFailed {
        return model(PATIENCE).extract(POST, ContentHash.of(POST).callId());
    }

    private void waits(WaitReason why) {
        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        ExtractionFailed.class,
                        failed -> assertThat(failed.why()).isEqualTo(why));
    }

    @Test
    @DisplayName(
            "CST-4: a model is asked with a schema; what it answers becomes a call, and the number in it nobody sees")
    void model_reads() throws Exception {
        stub.answers(_ -> chat(call("a projectionist", "Idris"), "stop"));

        var found = (Extraction.Call) read();

        assertThat(found.by()).isEqualTo(ExtractedBy.MODEL);
        assertThat(found.content().title()).isEqualTo(new CastingLine("a projectionist"));
        assertThat(found.content().description().value()).isEqualTo("a projectionist in Riyadh, call […]");
        assertThat(found.content().deadline()).isEqualTo(Instant.parse("2026-12-05T21:00:00Z"));
        assertThat(found.content().roles().getFirst().ageRanges()).containsExactly(AgeRange.FROM_26);
        assertThat(found.contact()).isNotNull();
        var asked = stub.asked().getFirst();
        assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /v1/chat/completions");
        assertThat(asked.authorization()).isEqualTo("Bearer sesame");
        var body = JSON.readTree(asked.body());
        assertThat(body.path("model").asString()).isEqualTo("llama");
        assertThat(body.at("/messages/1/content").asString()).isEqualTo(POST.value());
        assertThat(body.at("/response_format/type").asString()).isEqualTo("json_schema");
        assertThat(body.at("/response_format/json_schema/strict").asBoolean()).isTrue();
        assertThat(body.at("/response_format/json_schema/schema/required").size())
                .isEqualTo(body.at("/response_format/json_schema/schema/properties")
                        .size());
    }

    @Test
    @DisplayName("CST-4: what the model says and the post does not is not believed")
    void made_up() {
        stub.answers(_ -> chat(call("a projectionist", "Layla"), "stop"));
        waits(WaitReason.ANSWER_REFUSED);
    }

    @Test
    @DisplayName("CST-4: a post that the model takes for none is set aside")
    void no_call() throws Exception {
        stub.answers(_ -> chat(
                call("a projectionist", "Idris").replace("\"isCastingCall\":true", "\"isCastingCall\":false"), "stop"));
        assertThat(read()).isEqualTo(new Extraction.NoCall(SetAsideReason.NOT_A_CALL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "Sure! Here it is",
                "{\"isCastingCall\":true}",
                "{\"isCastingCall\":\"yes\"}",
            })
    @DisplayName("CST-4: an answer of another form is refused")
    void other_form(String content) {
        stub.answers(_ -> chat(content, "stop"));
        waits(WaitReason.ANSWER_REFUSED);
    }

    @Test
    @DisplayName("CST-4: an answer that was cut, or has one field more, is refused")
    void cut() {
        stub.answers(_ -> chat(call("a projectionist", "Idris"), "length"));
        waits(WaitReason.ANSWER_REFUSED);
        stub.answers(_ -> chat(call("a projectionist", "Idris").replaceFirst("\\{", "{\"more\":1,"), "stop"));
        waits(WaitReason.ANSWER_REFUSED);
        stub.answers(_ -> chat(call("a projectionist", "Idris").replace("[]", "null"), "stop"));
        waits(WaitReason.ANSWER_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 429, 500, 503})
    @DisplayName("CST-4: a model that is away, or wants no more, leaves the post waiting")
    void model_away(int status) {
        stub.answers(
                _ -> Said.status(status, "{\"error\":{\"message\":\"no\"}}").with("Retry-After", "30"));
        assertThatThrownBy(this::read).isInstanceOfSatisfying(ExtractionFailed.class, failed -> {
            assertThat(failed.why()).isEqualTo(WaitReason.PROVIDER_UNAVAILABLE);
            assertThat(failed.retryAfter()).contains(Duration.ofSeconds(30));
        });
    }

    @Test
    @DisplayName("CST-4: a model that says nothing is given up after its time")
    void model_hangs() {
        stub.answers(_ -> Said.nothing());
        assertThatThrownBy(() -> model(Duration.ofMillis(200))
                        .extract(POST, ContentHash.of(POST).callId()))
                .isInstanceOfSatisfying(
                        ExtractionFailed.class,
                        failed -> assertThat(failed.why()).isEqualTo(WaitReason.PROVIDER_UNAVAILABLE));
    }

    @Test
    @DisplayName("CST-4: a well-formed post is not shown to the model")
    void rules_first() throws Exception {
        var labelled = new PostText("Title: The Last Reel\nRole: Idris\nLocation: Riyadh");
        assertThat(model(PATIENCE).extract(labelled, ContentHash.of(labelled).callId()))
                .asInstanceOf(type(Extraction.Call.class))
                .satisfies(found -> assertThat(found.by()).isEqualTo(ExtractedBy.RULES));
        assertThat(stub.asked()).isEqualTo(List.of());
    }
}
