// Why this file exists: a signature is compared with the report as the log has it, not as some replica remembers it.
package org.backlot.wrap.api;

import java.time.LocalDate;
import org.backlot.shared.id.ProjectId;

/** Where the command side finds the report that somebody is about to sign. */
public interface DailyReports {
    /** The position of the last event in the log. */
    long head();

    /**
     * The report of a day, compiled once its projection has seen a position; waits for it, bounded. May block.
     *
     * @param atLeastPosition what the report must have seen
     * @return the report; refuses with {@code NOTHING_TO_REPORT}, or {@code PROJECTION_BEHIND} after five seconds
     */
    CompiledReport compile(ProjectId projectId, LocalDate shootingDay, long atLeastPosition);
}
