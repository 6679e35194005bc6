// Why this file exists: the framework stays at the edge, so that the rules can be read and tested without it.
package org.backlot.wrap.command;

import java.time.Clock;
import java.util.HexFormat;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.backlot.shared.ServerSecret;
import org.backlot.wrap.api.DailyReportCommand;
import org.backlot.wrap.api.DailyReportEvent;
import org.jspecify.annotations.Nullable;

/** Hands the sign-off to the rules of the daily report and keeps what they return. Answers with the sign-off that stands. */
public class DailyReportAggregate {
    /** Read by the framework alone. */
    @AggregateIdentifier
    @Nullable
    String stream;

    private DailyReport state = DailyReport.unsigned();

    protected DailyReportAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    DailyReportEvent.DailyReportSigned handle(
            DailyReportCommand.SignDailyReport command, Clock clock, ServerSecret secret) {
        var wrapToken = HexFormat.of().formatHex(secret.digest("wrap-token", command.digest()));
        state.sign(command, wrapToken, clock.instant()).forEach(AggregateLifecycle::apply);
        if (state instanceof DailyReport.Signed signed) {
            return signed.latest();
        }
        throw new IllegalStateException("a sign-off must leave the report signed");
    }

    @EventSourcingHandler
    void on(DailyReportEvent event) {
        stream = event.stream();
        state = state.evolve(event);
    }
}
