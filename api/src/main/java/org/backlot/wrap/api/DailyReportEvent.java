package org.backlot.wrap.api;

import java.time.Instant;
import java.time.LocalDate;
import org.axonframework.serialization.Revision;
import org.backlot.shared.Event;
import org.backlot.shared.EventName;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.DailyReportId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.personal.NotPersonal;

/** The sign-off of one shooting day's report. A later sign-off of the same day is an amendment. */
public sealed interface DailyReportEvent extends Event {
    ProjectId projectId();

    LocalDate shootingDay();

    @Override
    default String stream() {
        return "daily-report/" + projectId() + "/" + shootingDay();
    }

    /**
     * A lead signed the report as it stood.
     *
     * @param amendment 0 for the first sign-off, then 1, 2, …
     * @param digest SHA-256 of the report's canonical JSON (RFC 8785), in hexadecimal
     * @param wrapToken the digest under the server's seal: what an escrow release asks for
     */
    @EventName("wrap.DailyReportSigned")
    @Revision("1")
    record DailyReportSigned(
            DailyReportId reportId,
            ProjectId projectId,
            LocalDate shootingDay,
            int amendment,
            @NotPersonal("SHA-256 of the report") String digest,
            @NotPersonal("a keyed digest of the report") String wrapToken,
            AccountId signedBy,
            Instant at)
            implements DailyReportEvent {}
}
