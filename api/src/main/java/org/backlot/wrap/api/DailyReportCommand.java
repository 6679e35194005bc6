// Why this file exists: the sign-off of a shooting day is one command, decided per project and day.
package org.backlot.wrap.api;

import java.time.LocalDate;
import org.backlot.shared.Command;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.DailyReportId;
import org.backlot.shared.id.ProjectId;

/** What may be asked of the report of one shooting day. */
public sealed interface DailyReportCommand extends Command {
    ProjectId projectId();

    LocalDate shootingDay();

    @Override
    default String stream() {
        return "daily-report/" + projectId() + "/" + shootingDay();
    }

    /**
     * Signs the report as it stands.
     *
     * @param digest what {@link CompiledReport#digest()} of the report is at this moment
     */
    record SignDailyReport(
            DailyReportId reportId, ProjectId projectId, LocalDate shootingDay, String digest, AccountId signedBy)
            implements DailyReportCommand {}
}
