package org.backlot.casting.projection;

import java.util.List;
import org.backlot.casting.api.ApplicationEvent;
import org.backlot.casting.api.CallEvent;
import org.backlot.casting.api.TalentEvent;
import org.backlot.identity.api.AccountEvent.AccountErased;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.shared.Event;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Talent, casting calls and applications as they are shown (CST-1, CST-2, CST-3). */
@Component
public final class CastingProjection implements Projection {
    private final TalentRows talents;
    private final CallRows calls;
    private final ApplicationRows applications;

    public CastingProjection(JdbcClient jdbc, JsonMapper json) {
        this.talents = new TalentRows(jdbc);
        this.calls = new CallRows(jdbc, json);
        this.applications = new ApplicationRows(jdbc);
    }

    @Override
    public String name() {
        return "casting";
    }

    @Override
    public List<String> tables() {
        return List.of(
                "talent", "portfolio_item", "call", "call_role", "call_change", "application", "application_event");
    }

    @Override
    public boolean concerns(Event event) {
        return switch (event) {
            case TalentEvent _, CallEvent _, ApplicationEvent _, AccountErased _ -> true;
            default -> false;
        };
    }

    @Override
    public void on(RecordedEvent recorded) {
        switch (recorded.payload()) {
            case TalentEvent event -> talents.on(event);
            case CallEvent event -> calls.on(event, recorded.position());
            case ApplicationEvent event -> applications.on(event, recorded.position());
            case AccountErased event -> calls.erase(event.accountId());
            default -> {
                // Nothing of it is shown.
            }
        }
    }
}
