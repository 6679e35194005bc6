package org.backlot.set.app;

import java.util.List;
import javax.sql.DataSource;
import org.backlot.eventstore.LogSchema;
import org.backlot.eventstore.tree.LogIdentity;
import org.backlot.log.api.RecordedEvent;
import org.backlot.log.app.RecordedLog;
import org.backlot.set.api.LiveSetEvent;
import org.backlot.set.query.socket.UnitHistory;
import org.backlot.shared.id.UnitId;
import org.jspecify.annotations.Nullable;

/** What has happened on a unit, read from the log. */
final class RecordedUnits implements UnitHistory {
    private final RecordedLog log;
    private final DataSource database;
    private volatile @Nullable String epoch;

    RecordedUnits(RecordedLog log, DataSource database) {
        this.log = log;
        this.database = database;
    }

    @Override
    public String epoch() {
        var known = epoch;
        if (known == null) {
            known = LogIdentity.read(database, LogSchema.LOG)
                    .map(LogIdentity::id)
                    .orElseThrow(() -> new IllegalStateException("the log has not been given its identity yet"));
            epoch = known;
        }
        return known;
    }

    @Override
    public List<RecordedEvent> of(UnitId unit) {
        return log.stream(LiveSetEvent.streamOf(unit));
    }
}
