// The log tells what was adopted; whoever doubts a scene wants to see the very file, so it is kept.
package org.backlot.production.command.upload;

import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The files that screenplays were read from, each once, by its digest. Not part of the log and not a projection. */
@Component
public final class ScreenplaySources {
    private final JdbcClient jdbc;
    private final Clock clock;

    public ScreenplaySources(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps the file, in the transaction it is called in; does nothing where the same file is kept already. */
    public void keep(UploadedScreenplay screenplay) {
        jdbc.sql("insert into screenplay_source (digest, bytes, stored_at) values (?, ?, ?) on conflict do nothing")
                .param(screenplay.digest())
                .param(screenplay.bytes())
                .param(Timestamp.from(clock.instant()))
                .update();
    }
}
