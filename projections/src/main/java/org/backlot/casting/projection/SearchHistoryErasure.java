package org.backlot.casting.projection;

import org.backlot.identity.api.AccountEvent.AccountErased;
import org.backlot.log.api.LogSubscriber;
import org.backlot.log.api.RecordedEvent;
import org.backlot.shared.Event;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Deletes what somebody has searched for once they ask for erasure. It lies beside the log in the clear, so destroying the
 * person's key does not reach it.
 */
@Component
public final class SearchHistoryErasure implements LogSubscriber {
    private final JdbcClient jdbc;

    public SearchHistoryErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "search-history-erasure";
    }

    @Override
    public boolean concerns(Event event) {
        return event instanceof AccountErased;
    }

    @Override
    public void on(RecordedEvent recorded) {
        if (recorded.payload() instanceof AccountErased erased) {
            jdbc.sql("delete from search_log.history where account_id = ?")
                    .param(erased.accountId().value())
                    .update();
        }
    }
}
