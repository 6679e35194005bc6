package org.backlot.casting.command.source;

import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.backlot.casting.api.CastingRejection;
import org.backlot.casting.api.ingestion.IngestionSourceCommand;
import org.backlot.casting.api.ingestion.IngestionSourceEvent;
import org.backlot.casting.api.ingestion.SourceOrder;
import org.backlot.platform.command.Claims;
import org.backlot.shared.personal.SubjectKeys;
import org.jspecify.annotations.Nullable;

/** Hands commands to the rules of {@link IngestionSource} and keeps what they return. */
public class IngestionSourceAggregate {
    private static final String CLAIM = "ingestion-source";

    private @Nullable String stream;
    private IngestionSource state = IngestionSource.absent();

    protected IngestionSourceAggregate() {}

    @AggregateIdentifier
    @Nullable
    String stream() {
        return stream;
    }

    /** Also claims the address: read by two, each post would be found by chance by the one or the other. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(IngestionSourceCommand.AddSource command, Clock clock, Claims claims) {
        var address = command.address().required();
        claims.claim(CLAIM, address.kind() + " " + address.value(), command.stream(), CastingRejection.SOURCE_KNOWN);
        keep(state.add(command, clock.instant()));
    }

    @CommandHandler
    void handle(IngestionSourceCommand.EditSource command, Clock clock) {
        keep(state.edit(command, clock.instant()));
    }

    @CommandHandler
    void handle(IngestionSourceCommand.PauseSource command, Clock clock) {
        keep(state.pause(command, clock.instant()));
    }

    @CommandHandler
    void handle(IngestionSourceCommand.ResumeSource command, Clock clock) {
        keep(state.resume(command, clock.instant()));
    }

    /** Also gives up the address and forgets it, in the same commit. */
    @CommandHandler
    void handle(IngestionSourceCommand.RemoveSource command, Clock clock, Claims claims, SubjectKeys keys) {
        var events = state.remove(command, clock.instant());
        keep(events);
        if (!events.isEmpty()) {
            claims.releaseAll(command.stream());
            keys.destroy(command.sourceId().value());
        }
    }

    @CommandHandler
    void handle(IngestionSourceCommand.ReportRun command, Clock clock) {
        keep(state.report(command, clock.instant()));
    }

    @CommandHandler
    SourceOrder handle(IngestionSourceCommand.InspectSource command) {
        return state.order();
    }

    @EventSourcingHandler
    void on(IngestionSourceEvent event) {
        stream = event.stream();
        state = state.evolve(event);
    }

    private static void keep(List<IngestionSourceEvent> events) {
        events.forEach(AggregateLifecycle::apply);
    }
}
