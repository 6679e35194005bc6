package org.backlot.casting.saga;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Instant;
import org.backlot.casting.api.CallEvent.CallEdited;
import org.backlot.casting.api.CallEvent.CallPublished;
import org.backlot.casting.api.TalentEvent.TalentProfileCreated;
import org.backlot.casting.api.ingestion.FoundPostEvent.PostSetAside;
import org.backlot.casting.api.ingestion.FoundPostEvent.PostTakenIn;
import org.backlot.log.api.LogSubscriber;
import org.backlot.log.api.RecordedEvent;
import org.backlot.shared.Event;
import org.backlot.shared.id.CastingCallId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Remembers what follows by time, in the transaction that also notes how far the log was read. A first look at an age is
 * due at once, and says itself when the next one is: no row of the plan ever says when somebody was born.
 */
@Component
public final class CastingDeadlines implements LogSubscriber {
    private final SchedulerClient scheduler;

    // The parameter is named like the bean: the scheduler that runs the tasks is a client of itself too.
    public CastingDeadlines(SchedulerClient schedulerClient) {
        this.scheduler = schedulerClient;
    }

    @Override
    public String name() {
        return "casting-deadlines";
    }

    @Override
    public boolean concerns(Event event) {
        return switch (event) {
            case TalentProfileCreated _, CallPublished _, CallEdited _, PostTakenIn _, PostSetAside _ -> true;
            default -> false;
        };
    }

    @Override
    public void on(RecordedEvent recorded) {
        switch (recorded.payload()) {
            case TalentProfileCreated event ->
                at(CastingTasks.AGE, event.accountId().toString(), event.at());
            case CallPublished event -> closes(event.callId(), event.deadline());
            case CallEdited event -> closes(event.callId(), event.content().deadline());
            // The post says itself when its text is to go.
            case PostTakenIn event -> at(CastingTasks.FORGET, event.postId().toString(), event.at());
            case PostSetAside event -> at(CastingTasks.FORGET, event.postId().toString(), event.at());
            default -> {
                // Nothing follows from it by time.
            }
        }
    }

    // A row for each deadline that was ever said; the call knows which of them is its own.
    private void closes(CastingCallId call, @Nullable Instant deadline) {
        if (deadline != null) {
            at(CastingTasks.DEADLINE, CastingTasks.instance(call, deadline), deadline);
        }
    }

    private void at(String task, String id, Instant due) {
        scheduler.scheduleIfNotExists(new TaskInstance<>(task, id), due);
    }
}
