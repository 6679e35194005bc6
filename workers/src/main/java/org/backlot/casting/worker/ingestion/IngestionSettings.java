package org.backlot.casting.worker.ingestion;

import java.time.Duration;
import org.backlot.casting.api.ingestion.IngestionSourceKind;

/**
 * How often and how patiently sources are read and posts made calls of.
 *
 * @param webEvery how often a page or site is read
 * @param whatsappEvery how often a group or channel is
 * @param crawlLook how long until a crawl is looked at again
 * @param retryWaiting how long until a post that waits is tried again at the latest
 */
record IngestionSettings(Duration webEvery, Duration whatsappEvery, Duration crawlLook, Duration retryWaiting) {
    Duration every(IngestionSourceKind kind) {
        return switch (kind) {
            case WEB -> webEvery;
            case WHATSAPP -> whatsappEvery;
        };
    }
}
