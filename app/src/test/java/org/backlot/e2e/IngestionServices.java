// Why this file exists: the shared Backlot of the tests asks Firecrawl and Whapi too; what they answer is laid out
// here,
// by page
// and by chat, by the test that needs it.
package org.backlot.e2e;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.backlot.casting.worker.ingestion.StubService;
import org.backlot.casting.worker.ingestion.StubService.Asked;
import org.backlot.casting.worker.ingestion.StubService.Said;
import org.backlot.platform.app.demo.ApiClient;
import tools.jackson.databind.json.JsonMapper;

/** Firecrawl and Whapi as the tests want them. One of each for all tests of a run. */
final class IngestionServices {
    static final String WEBHOOK_HEADER = "X-Whapi-Secret";
    static final String WEBHOOK_SECRET = "an open sesame of its own";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final IngestionServices SHARED = new IngestionServices();

    private final Map<String, Said> pages = new ConcurrentHashMap<>();
    private final Map<String, Said> crawls = new ConcurrentHashMap<>();
    private final Map<String, Said> chats = new ConcurrentHashMap<>();
    private final StubService firecrawl = new StubService(this::firecrawl);
    private final StubService whapi = new StubService(this::whapi);

    static IngestionServices shared() {
        return SHARED;
    }

    /** How a Backlot finds them, and how it is hurried. */
    Map<String, String> settings() {
        return Map.of(
                "backlot.firecrawl.url",
                firecrawl.address(),
                "backlot.firecrawl.key",
                "fc-sesame",
                "backlot.whapi.url",
                whapi.address(),
                "backlot.whapi.token",
                "sesame",
                "backlot.whapi.webhook-header",
                WEBHOOK_HEADER,
                "backlot.whapi.webhook-secret",
                WEBHOOK_SECRET,
                "backlot.casting.ingestion.crawl-look",
                "200ms",
                "backlot.casting.ingestion.patience",
                "3s");
    }

    void page(String url, String markdown) {
        pages.put(url, Said.json("{\"success\":true,\"data\":" + pageOf(url, markdown) + "}"));
    }

    void page(String url, Said said) {
        pages.put(url, said);
    }

    /** What a look at the crawl of a site says. */
    void crawl(String url, Said said) {
        crawls.put(id(url), said);
    }

    void chat(String id, String... texts) {
        var answer = ApiClient.object()
                .put("count", texts.length)
                .put("total", texts.length)
                .put("offset", 0);
        var messages = answer.putArray("messages");
        for (var text : texts) {
            messages.addObject()
                    .put("id", "m" + text.hashCode())
                    .put("type", "text")
                    .put("chat_id", id)
                    .put("from_name", "Omar")
                    .putObject("text")
                    .put("body", text);
        }
        chats.put(id, Said.json(answer.toString()));
    }

    static String pageOf(String url, String markdown) {
        var page = ApiClient.object().put("markdown", markdown);
        page.putObject("metadata").put("statusCode", 200).put("sourceURL", url);
        return page.toString();
    }

    /** What was asked about a page, a site or a chat. */
    List<Asked> asked(String about) {
        return Stream.concat(firecrawl.asked().stream(), whapi.asked().stream())
                .filter(asked -> (asked.path() + asked.body()).contains(about)
                        || asked.path().equals("/crawl/" + id(about)))
                .toList();
    }

    private Said firecrawl(Asked asked) {
        if (asked.method().equals("GET")) {
            return crawls.getOrDefault(asked.path().substring("/crawl/".length()), Said.status(404, "{}"));
        }
        var url = JSON.readTree(asked.body()).path("url").asString();
        return asked.path().equals("/crawl")
                ? Said.json("{\"success\":true,\"id\":\"" + id(url) + "\"}")
                : pages.getOrDefault(
                        url,
                        Said.json("{\"success\":true,\"data\":{\"markdown\":\"\",\"metadata\":{\"statusCode\":404}}}"));
    }

    private Said whapi(Asked asked) {
        return chats.entrySet().stream()
                .filter(chat -> asked.path().contains(chat.getKey().replace("@", "%40")))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> Said.json("{\"messages\":[],\"count\":0,\"total\":0,\"offset\":0}"));
    }

    private static String id(String url) {
        return "crawl-" + Integer.toHexString(url.hashCode());
    }
}
