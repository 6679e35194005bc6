package org.backlot.casting.worker.ingestion;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.backlot.casting.api.ingestion.SourceOrder;
import org.backlot.platform.worker.service.ServiceFailed;
import org.backlot.platform.worker.service.ServiceFailed.Failure;
import org.backlot.shared.PublicUrl;
import org.jspecify.annotations.Nullable;

/** Asks the service that a source is read by. */
final class SourceReader {
    /** What was sent a moment before may arrive a moment after. */
    private static final Duration OVERLAP = Duration.ofHours(1);
    /** How far back a chat is read for the first time. */
    private static final Duration AT_FIRST = Duration.ofDays(7);

    private static final Duration LONGEST_CRAWL = Duration.ofHours(1);

    private final Optional<Firecrawl> firecrawl;
    private final Optional<Whapi> whapi;
    private final SourceRuns runs;
    private final Clock clock;

    SourceReader(Optional<Firecrawl> firecrawl, Optional<Whapi> whapi, SourceRuns runs, Clock clock) {
        this.firecrawl = firecrawl;
        this.whapi = whapi;
        this.runs = runs;
        this.clock = clock;
    }

    /** What came of asking. */
    sealed interface Reading {
        /**
         * It was read.
         *
         * @param seen how much was looked at, whether there was a text in it or not
         * @param readUntil what was written before is known
         */
        record Texts(
                List<FoundText> texts, int seen, @Nullable Instant readUntil) implements Reading {}

        /** It is being read, and to be looked at again. */
        record Later() implements Reading {}
    }

    Reading read(SourceOrder.Read order, SourceRuns.Position position) throws ServiceFailed {
        return switch (order.address().kind()) {
            case WEB -> web(order, position);
            case WHATSAPP -> chat(order, position);
        };
    }

    private Reading web(SourceOrder.Read order, SourceRuns.Position position) throws ServiceFailed {
        var service =
                firecrawl.orElseThrow(() -> notConfigured("pages are read by Firecrawl: set BACKLOT_FIRECRAWL_KEY"));
        var page = new PublicUrl(order.address().value());
        if (!order.settings().wholeSite()) {
            return texts(linked(service.page(page), order));
        }
        if (position.crawl().isEmpty()) {
            runs.crawling(order.sourceId(), service.begin(page, order.settings().pages()));
            return new Reading.Later();
        }
        return crawled(service, page, order, position.crawl().get());
    }

    private Reading crawled(Firecrawl service, PublicUrl site, SourceOrder.Read order, SourceRuns.BegunCrawl crawl)
            throws ServiceFailed {
        try {
            return switch (service.look(crawl.id(), site)) {
                case Firecrawl.Crawl.Done done -> {
                    runs.crawled(order.sourceId());
                    yield texts(linked(done.texts(), order));
                }
                case Firecrawl.Crawl.Running _
                when clock.instant().isBefore(crawl.since().plus(LONGEST_CRAWL)) -> new Reading.Later();
                case Firecrawl.Crawl.Running _ ->
                    throw new ServiceFailed(Failure.UNAVAILABLE, "Firecrawl is at a crawl for too long");
            };
        } catch (ServiceFailed failed) {
            // Asked again in a moment where that may help; what is not there any more is begun anew.
            boolean old = !clock.instant().isBefore(crawl.since().plus(LONGEST_CRAWL));
            if (old || !failed.failure().passing()) {
                runs.crawled(order.sourceId());
            }
            throw failed;
        }
    }

    private Reading chat(SourceOrder.Read order, SourceRuns.Position position) throws ServiceFailed {
        var service = whapi.orElseThrow(() -> notConfigured("WhatsApp is read by Whapi: set BACKLOT_WHAPI_TOKEN"));
        var until = clock.instant();
        var from = position.readUntil().map(read -> read.minus(OVERLAP)).orElseGet(() -> until.minus(AT_FIRST));
        // A chat has no page: where nobody names one, the source itself is named.
        var link = Optional.ofNullable(order.settings().link())
                .map(PublicUrl::text)
                .orElseGet(() -> "urn:backlot:ingestion-source:" + order.sourceId());
        var written = service.read(order.address().value(), from, until, link);
        return new Reading.Texts(written.texts(), written.messages(), until);
    }

    private static Reading texts(List<FoundText> texts) {
        return new Reading.Texts(texts, texts.size(), null);
    }

    private static List<FoundText> linked(List<FoundText> texts, SourceOrder.Read order) {
        return Optional.ofNullable(order.settings().link())
                .map(link -> texts.stream()
                        .map(text -> new FoundText(text.text(), link.text()))
                        .toList())
                .orElse(texts);
    }

    private static ServiceFailed notConfigured(String how) {
        return new ServiceFailed(Failure.NOT_CONFIGURED, how);
    }
}
