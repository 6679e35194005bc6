package org.backlot.casting.worker.ingestion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backlot.platform.worker.service.JsonService;
import org.backlot.platform.worker.service.ServiceFailed;
import org.backlot.platform.worker.service.ServiceFailed.Failure;
import org.backlot.shared.PublicUrl;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Firecrawl, API version 2: pages of others, read by a service that stands outside our network. We ask no page ourselves, so
 * no address leads into our network; which addresses are given at all, {@link PublicUrl} says.
 */
final class Firecrawl {
    private static final int READS_WITHIN_MILLIS = 45_000;
    private static final int DEPTH = 2;
    /** A hundred pages are in one; more are an answer that never ends. */
    private static final int MOST_ANSWERS = 20;

    private static final int OK = 200;
    private static final int MULTIPLE_CHOICES = 300;

    private final JsonService service;

    Firecrawl(JsonService service) {
        this.service = service;
    }

    /** Where a crawl stands. */
    sealed interface Crawl {
        record Running() implements Crawl {}

        record Done(List<FoundText> texts) implements Crawl {}
    }

    /** The posts on one page. */
    List<FoundText> page(PublicUrl page) throws ServiceFailed {
        var question = reading();
        question.put("url", page.text()).put("timeout", READS_WITHIN_MILLIS);
        var answer = accepted(service.post("/scrape", question));
        return texts(answer.path("data"), page).orElseThrow(Firecrawl::pageMissing);
    }

    /** Begins to read a page and those below it; what it answers names the crawl. */
    String begin(PublicUrl site, int pages) throws ServiceFailed {
        var question = JsonNodeFactory.instance.objectNode();
        question.put("url", site.text())
                .put("limit", pages)
                .put("maxDiscoveryDepth", DEPTH)
                .put("allowExternalLinks", false)
                .set("scrapeOptions", reading());
        var id = accepted(service.post("/crawl", question)).path("id").asString("");
        if (!id.matches("[A-Za-z0-9-]{1,64}")) {
            throw service.malformed("names no crawl");
        }
        return id;
    }

    /** Looks at a crawl that was begun; the pages that could not be read are left out. */
    Crawl look(String crawl, PublicUrl site) throws ServiceFailed {
        var answer = service.get("/crawl/" + crawl);
        return switch (answer.path("status").asString("")) {
            case "scraping" -> new Crawl.Running();
            case "completed" -> new Crawl.Done(all(answer, site));
            case "failed", "cancelled" -> throw new ServiceFailed(Failure.REFUSED, "Firecrawl gave the crawl up");
            default -> throw service.malformed("does not say where the crawl stands");
        };
    }

    private List<FoundText> all(JsonNode first, PublicUrl site) throws ServiceFailed {
        var texts = new ArrayList<FoundText>();
        var answer = first;
        for (int read = 1; ; read++) {
            for (var page : answer.path("data")) {
                texts(page, site).ifPresent(texts::addAll);
            }
            var next = answer.path("next");
            if (!next.isString()) {
                return List.copyOf(texts);
            }
            if (read == MOST_ANSWERS) {
                throw service.malformed("goes on for ever");
            }
            answer = service.get(service.below(next.stringValue()));
        }
    }

    private JsonNode accepted(JsonNode answer) throws ServiceFailed {
        if (!answer.path("success").asBoolean(false)) {
            throw new ServiceFailed(Failure.REFUSED, "Firecrawl does not succeed");
        }
        return answer;
    }

    /** What a page holds; empty for one that was not there: that Firecrawl could read it says nothing of what it read. */
    private Optional<List<FoundText>> texts(JsonNode page, PublicUrl asked) throws ServiceFailed {
        int status = page.path("metadata").path("statusCode").asInt(0);
        if (status < OK || status >= MULTIPLE_CHOICES) {
            return Optional.empty();
        }
        var markdown = page.path("markdown");
        if (!markdown.isString()) {
            throw service.malformed("gives a page without a text");
        }
        var url = address(page, asked).text();
        return Optional.of(PageParts.of(markdown.stringValue()).stream()
                .map(part -> FoundText.of(part, url))
                .flatMap(Optional::stream)
                .toList());
    }

    // A page of another host than was asked for is said to be where it was asked for.
    private static PublicUrl address(JsonNode page, PublicUrl asked) {
        try {
            var given = new PublicUrl(page.path("metadata").path("sourceURL").asString(""));
            return asked.holds(given) ? given : asked;
        } catch (IllegalArgumentException none) {
            return asked;
        }
    }

    private static ServiceFailed pageMissing() {
        return new ServiceFailed(Failure.MISSING, "Firecrawl finds no page there");
    }

    private static ObjectNode reading() {
        var reading = JsonNodeFactory.instance.objectNode();
        reading.putArray("formats").add("markdown");
        return reading.put("onlyMainContent", true);
    }
}
