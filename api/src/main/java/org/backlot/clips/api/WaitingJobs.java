package org.backlot.clips.api;

import java.util.List;
import org.backlot.shared.id.JobId;

/** The jobs that wait for a place. */
public interface WaitingJobs {
    /**
     * Those that may start now, in fair order, by what is committed. Others who ask wait until the caller's transaction is
     * over, so that no place is given away twice.
     */
    List<JobId> startable();
}
