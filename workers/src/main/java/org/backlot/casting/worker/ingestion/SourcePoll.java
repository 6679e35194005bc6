package org.backlot.casting.worker.ingestion;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.casting.api.ingestion.ContentHash;
import org.backlot.casting.api.ingestion.FoundPostCommand.KeepPost;
import org.backlot.casting.api.ingestion.IngestionSourceCommand.InspectSource;
import org.backlot.casting.api.ingestion.IngestionSourceCommand.ReportRun;
import org.backlot.casting.api.ingestion.RunFailure;
import org.backlot.casting.api.ingestion.SourceOrder;
import org.backlot.platform.worker.service.ServiceFailed;
import org.backlot.shared.id.IngestionSourceId;
import org.backlot.shared.personal.Personal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one source, keeps what is new and holds a keyword, and says when to come again. Each post is kept by itself and by
 * what it says, so a run that breaks off is simply made again.
 */
final class SourcePoll {
    private static final Logger LOG = LoggerFactory.getLogger(SourcePoll.class);
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 10;
    private static final int MOST_FRESH = 500;

    private final CommandGateway commands;
    private final SourceReader reader;
    private final SourceRuns runs;
    private final SchedulerClient scheduler;
    private final IngestionSettings settings;
    private final Clock clock;

    SourcePoll(
            CommandGateway commands,
            SourceReader reader,
            SourceRuns runs,
            SchedulerClient scheduler,
            IngestionSettings settings,
            Clock clock) {
        this.commands = commands;
        this.reader = reader;
        this.runs = runs;
        this.scheduler = scheduler;
        this.settings = settings;
        this.clock = clock;
    }

    /** What becomes of the task: a source that is paused keeps it, one that was removed does not. */
    CompletionHandler<Void> poll(IngestionSourceId source) {
        runs.heard(source);
        SourceOrder order = commands.sendAndWait(new InspectSource(source));
        return switch (order) {
            case SourceOrder.Stop _ -> {
                runs.forget(source);
                yield new CompletionHandler.OnCompleteRemove<>();
            }
            case SourceOrder.Wait paused -> again(source, clock.instant().plus(settings.every(paused.kind())));
            case SourceOrder.Read read -> again(source, read(read));
        };
    }

    private Instant read(SourceOrder.Read order) {
        var source = order.sourceId();
        var position = runs.begin(source);
        try {
            return switch (reader.read(order, position)) {
                case SourceReader.Reading.Later _ -> clock.instant().plus(settings.crawlLook());
                case SourceReader.Reading.Texts texts -> kept(order, texts);
            };
        } catch (ServiceFailed failed) {
            var next = clock.instant().plus(rest(order, position, failed));
            LOG.warn("Source {} was not read ({}); again at {}", source, failed.getMessage(), next);
            runs.failed(source, told(failed), next);
            commands.sendAndWait(new ReportRun(source, told(failed)));
            return next;
        }
    }

    private Instant kept(SourceOrder.Read order, SourceReader.Reading.Texts texts) {
        int matched = 0;
        int fresh = 0;
        for (var found : texts.texts()) {
            // What is left over is as new the next time; a page of a thousand posts fills no log at once.
            if (fresh < MOST_FRESH
                    && order.settings().keywords().match(found.text().value())) {
                matched++;
                fresh += keep(order.sourceId(), found) ? 1 : 0;
            }
        }
        var next = clock.instant().plus(settings.every(order.address().kind()));
        runs.succeeded(
                order.sourceId(),
                new SourceRuns.Counts(texts.seen(), matched, fresh),
                fresh < MOST_FRESH ? texts.readUntil() : null,
                next);
        commands.sendAndWait(new ReportRun(order.sourceId(), null));
        return next;
    }

    private boolean keep(IngestionSourceId source, FoundText found) {
        var hash = ContentHash.of(found.text());
        return commands.<Boolean>sendAndWait(
                new KeepPost(hash.postId(), source, Personal.of(found.text()), found.url(), hash));
    }

    private static RunFailure told(ServiceFailed failed) {
        return switch (failed.failure()) {
            case NOT_CONFIGURED -> RunFailure.PROVIDER_NOT_CONFIGURED;
            case KEY_REFUSED -> RunFailure.KEY_REFUSED;
            case CREDIT_USED_UP -> RunFailure.CREDIT_USED_UP;
            case TOO_MANY_REQUESTS -> RunFailure.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> RunFailure.UNAVAILABLE;
            case ANSWER_MALFORMED -> RunFailure.ANSWER_MALFORMED;
            case REFUSED -> RunFailure.REFUSED;
            case MISSING -> RunFailure.PAGE_MISSING;
        };
    }

    /** As the service asks, else ever longer where it may be over soon, else until its turn. */
    private Duration rest(SourceOrder.Read order, SourceRuns.Position position, ServiceFailed failed) {
        var usual = settings.every(order.address().kind());
        if (failed.retryAfter().isPresent()) {
            return failed.retryAfter().get();
        }
        if (!failed.failure().passing()) {
            return usual;
        }
        var wait = FIRST_WAIT.multipliedBy(1L << Math.min(position.failures(), MOST_DOUBLINGS));
        return wait.compareTo(usual) < 0 ? wait : usual;
    }

    // Whoever asked while it was being read could not move a task that somebody had.
    private CompletionHandler<Void> again(IngestionSourceId source, Instant next) {
        return (complete, operations) -> {
            operations.reschedule(complete, next);
            if (runs.askedAgain(source)) {
                scheduler.schedule(
                        new TaskInstance<>(IngestionTasks.POLL, source.toString()),
                        clock.instant(),
                        SchedulerClient.ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
            }
        };
    }
}
