package org.backlot.casting.app;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.backlot.casting.api.ingestion.CallExtractor;
import org.backlot.casting.worker.ingestion.PostExtractor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whoever makes calls of posts: workers by the clock, and whichever process a moderator asks. */
@Configuration(proxyBeanMethods = false)
class IngestionWiring {
    @Bean
    CallExtractor callExtractor(
            Clock clock,
            @Value("${backlot.casting.ingestion.time-zone:Asia/Riyadh}") ZoneId zone,
            @Value("${backlot.model.url:}") String url,
            @Value("${backlot.model.key:}") String key,
            @Value("${backlot.model.name:}") String name,
            @Value("${backlot.model.strict:true}") boolean strict,
            @Value("${backlot.casting.ingestion.patience:60s}") Duration patience) {
        return new PostExtractor(zone, clock, url, key, name, strict, patience);
    }
}
