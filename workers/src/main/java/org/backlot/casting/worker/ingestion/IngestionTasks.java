package org.backlot.casting.worker.ingestion;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.casting.api.ingestion.CallExtractor;
import org.backlot.platform.worker.service.JsonService;
import org.backlot.platform.worker.service.JsonService.Key;
import org.backlot.shared.id.FoundPostId;
import org.backlot.shared.id.IngestionSourceId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Reading sources and making calls of posts, as tasks of the scheduler (CST-4): a row each in PostgreSQL, which outlives
 * every process and is taken by one of them.
 */
@Configuration(proxyBeanMethods = false)
class IngestionTasks {
    /** The names of the tasks in the scheduler's table; they never change. */
    static final String POLL = "casting-source-poll";

    static final String EXTRACT = "casting-post-extraction";

    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    @Bean
    IngestionSettings ingestionSettings(
            @Value("${backlot.casting.ingestion.web-every:4h}") Duration webEvery,
            @Value("${backlot.casting.ingestion.whatsapp-every:15m}") Duration whatsappEvery,
            @Value("${backlot.casting.ingestion.crawl-look:15s}") Duration crawlLook,
            @Value("${backlot.casting.ingestion.retry-waiting:1h}") Duration retryWaiting) {
        return new IngestionSettings(webEvery, whatsappEvery, crawlLook, retryWaiting);
    }

    @Bean
    SourceReader sourceReader(
            SourceRuns runs,
            Clock clock,
            @Value("${backlot.firecrawl.url:https://api.firecrawl.dev/v2}") String firecrawl,
            @Value("${backlot.firecrawl.key:}") String firecrawlKey,
            @Value("${backlot.whapi.url:https://gate.whapi.cloud}") String whapi,
            @Value("${backlot.whapi.token:}") String whapiToken,
            @Value("${backlot.casting.ingestion.patience:60s}") Duration patience) {
        return new SourceReader(
                Optional.of(firecrawlKey)
                        .filter(key -> !key.isBlank())
                        .map(key -> new Firecrawl(
                                new JsonService("Firecrawl", firecrawl, Key.bearer(key), patience, clock))),
                Optional.of(whapiToken)
                        .filter(token -> !token.isBlank())
                        .map(token -> new Whapi(new JsonService("Whapi", whapi, Key.bearer(token), patience, clock))),
                runs,
                clock);
    }

    /** Its instance is a source. */
    @Bean
    Task<Void> sourcePollTask(
            CommandGateway commands,
            SourceReader reader,
            SourceRuns runs,
            SchedulerClient schedulerClient,
            IngestionSettings settings,
            ServiceTurns turns,
            Clock clock) {
        var poll = new SourcePoll(commands, reader, runs, schedulerClient, settings, clock);
        return Tasks.custom(POLL, Void.class)
                .onFailure(new OnFailureRetryLater<>(AFTER_FAILURE))
                .execute((instance, _) -> turns.inTurn(() -> poll.poll(IngestionSourceId.parse(instance.getId()))));
    }

    /** Its instance is a post, its data how often it was tried. */
    @Bean
    Task<Integer> postExtractionTask(
            CommandGateway commands,
            CallExtractor extractor,
            IngestionSettings settings,
            ServiceTurns turns,
            Clock clock) {
        var extraction = new PostExtraction(commands, extractor, settings, clock);
        return Tasks.custom(EXTRACT, Integer.class)
                .onFailure(new OnFailureRetryLater<>(AFTER_FAILURE))
                .execute((instance, _) -> turns.inTurn(
                        () -> extraction.extract(FoundPostId.parse(instance.getId()), instance.getData())));
    }
}
