package org.backlot.clips.saga;

import java.time.Instant;
import org.backlot.clips.api.AttemptAt;
import org.backlot.shared.id.JobId;

/** Remembers when attempts are over and when the next ones begin, longer than any process lives. */
public interface StepDeadlines {
    /** Which of the ends of an attempt is meant: it gets another one once somebody has begun it. */
    enum From {
        REQUEST,
        BEGINNING
    }

    /** Asks that an attempt be timed out. Becomes true with the caller's transaction; asking again does nothing. */
    void timeOut(JobId job, AttemptAt attempt, From from, Instant at);

    /** Asks that an attempt be begun. Becomes true with the caller's transaction; asking again does nothing. */
    void begin(JobId job, AttemptAt attempt, Instant at);
}
