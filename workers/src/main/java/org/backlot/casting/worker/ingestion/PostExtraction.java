package org.backlot.casting.worker.ingestion;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.casting.api.CallCommand.ImportCall;
import org.backlot.casting.api.CastingRejection;
import org.backlot.casting.api.ingestion.CallExtractor;
import org.backlot.casting.api.ingestion.Extraction;
import org.backlot.casting.api.ingestion.ExtractionFailed;
import org.backlot.casting.api.ingestion.FoundPostCommand;
import org.backlot.casting.api.ingestion.FoundPostCommand.InspectPost;
import org.backlot.casting.api.ingestion.FoundPostCommand.PostponePost;
import org.backlot.casting.api.ingestion.FoundPostCommand.SetPostAside;
import org.backlot.casting.api.ingestion.FoundPostCommand.TakeInPost;
import org.backlot.casting.api.ingestion.SetAsideReason;
import org.backlot.casting.api.ingestion.WaitingPost;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.FoundPostId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a call of a post, or says why not, or why not yet. A post that waits is never given up: it is tried again, ever less
 * often, until it is read or a moderator dismisses it.
 */
final class PostExtraction {
    private static final Logger LOG = LoggerFactory.getLogger(PostExtraction.class);
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 10;

    private final CommandGateway commands;
    private final CallExtractor extractor;
    private final IngestionSettings settings;
    private final Clock clock;

    PostExtraction(CommandGateway commands, CallExtractor extractor, IngestionSettings settings, Clock clock) {
        this.commands = commands;
        this.extractor = extractor;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param attempts how often it was tried; absent before the first time */
    CompletionHandler<Integer> extract(FoundPostId post, @Nullable Integer attempts) {
        var waiting = Optional.ofNullable(commands.<@Nullable WaitingPost>sendAndWait(new InspectPost(post)));
        if (waiting.isEmpty()) {
            return new CompletionHandler.OnCompleteRemove<>();
        }
        try {
            commands.sendAndWait(settled(waiting.get()));
            return new CompletionHandler.OnCompleteRemove<>();
        } catch (ExtractionFailed failed) {
            commands.sendAndWait(new PostponePost(post, failed.why()));
            return later(post, Optional.ofNullable(attempts).orElse(0), failed);
        }
    }

    private FoundPostCommand settled(WaitingPost post) throws ExtractionFailed {
        var call = post.contentHash().callId();
        return switch (extractor.extract(post.text(), call)) {
            case Extraction.NoCall none -> new SetPostAside(post.postId(), none.why());
            case Extraction.Call found -> {
                try {
                    commands.sendAndWait(new ImportCall(
                            call,
                            found.content(),
                            found.contact(),
                            post.sourceUrl(),
                            post.contentHash().value()));
                    yield new TakeInPost(post.postId(), call, found.by());
                } catch (Rejection refusal) {
                    if (refusal.code() != CastingRejection.CALL_KNOWN) {
                        throw refusal;
                    }
                    yield new SetPostAside(post.postId(), SetAsideReason.CALL_KNOWN);
                }
            }
        };
    }

    private CompletionHandler<Integer> later(FoundPostId post, int attempts, ExtractionFailed failed) {
        var wait = failed.retryAfter().orElseGet(() -> backOff(attempts));
        LOG.info("Post {} waits ({}, attempt {}); again in {}", post, failed.getMessage(), attempts + 1, wait);
        return (complete, operations) ->
                operations.reschedule(complete, clock.instant().plus(wait), attempts + 1);
    }

    private Duration backOff(int attempts) {
        var wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
        return wait.compareTo(settings.retryWaiting()) < 0 ? wait : settings.retryWaiting();
    }
}
