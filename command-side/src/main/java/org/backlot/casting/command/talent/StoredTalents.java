package org.backlot.casting.command.talent;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.backlot.casting.api.TalentEvent;
import org.backlot.shared.id.AccountId;
import org.springframework.stereotype.Component;

/** Profiles as the log tells them, for those who were allowed to look at one. */
@Component
public final class StoredTalents {
    private final EventStore events;

    public StoredTalents(EventStore events) {
        this.events = events;
    }

    /** The profile as it is now; {@link Talent.Absent} where there is none. Blocks. */
    public Talent load(AccountId account) {
        var stream = events.readEvents("talent/" + account);
        var talent = Talent.absent();
        while (stream.hasNext()) {
            if (stream.next().getPayload() instanceof TalentEvent event) {
                talent = talent.evolve(event);
            }
        }
        return talent;
    }
}
