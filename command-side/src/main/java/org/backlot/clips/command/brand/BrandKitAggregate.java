package org.backlot.clips.command.brand;

import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.backlot.clips.api.BrandKitCommand;
import org.backlot.clips.api.BrandKitContents;
import org.backlot.clips.api.BrandKitEvent;
import org.jspecify.annotations.Nullable;

/** Hands commands to the rules of {@link BrandKit} and keeps what they return. */
public class BrandKitAggregate {
    private @Nullable String stream;
    private BrandKit state = BrandKit.unmade();

    protected BrandKitAggregate() {}

    @AggregateIdentifier
    @Nullable
    String stream() {
        return stream;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    BrandKitContents handle(BrandKitCommand.CreateBrandKit command, Clock clock) {
        keep(state.create(command, clock.instant()));
        return state.contents();
    }

    @CommandHandler
    BrandKitContents handle(BrandKitCommand.ChangeBrandKit command, Clock clock) {
        keep(state.change(command, clock.instant()));
        return state.contents();
    }

    @CommandHandler
    BrandKitContents handle(BrandKitCommand.ReadBrandKit command) {
        return state.contents();
    }

    @EventSourcingHandler
    void on(BrandKitEvent event) {
        stream = event.stream();
        state = state.evolve(event);
    }

    private static void keep(List<BrandKitEvent> events) {
        events.forEach(AggregateLifecycle::apply);
    }
}
