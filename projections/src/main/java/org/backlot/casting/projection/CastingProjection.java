package org.backlot.casting.projection;

import java.util.List;
import org.backlot.casting.api.TalentEvent;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.shared.Event;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Talent, casting calls and applications as they are shown (CST-1, CST-2, CST-3). */
@Component
public final class CastingProjection implements Projection {
    private final TalentRows talents;

    public CastingProjection(JdbcClient jdbc) {
        this.talents = new TalentRows(jdbc);
    }

    @Override
    public String name() {
        return "casting";
    }

    @Override
    public List<String> tables() {
        return List.of("talent", "portfolio_item");
    }

    @Override
    public boolean concerns(Event event) {
        return event instanceof TalentEvent;
    }

    @Override
    public void on(RecordedEvent recorded) {
        switch (recorded.payload()) {
            case TalentEvent event -> talents.on(event);
            default -> {
                // Nothing of it is shown.
            }
        }
    }
}
