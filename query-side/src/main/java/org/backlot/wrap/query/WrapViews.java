// Why this file exists: a reader gets the signed report, and beside it what the signature does not cover.
package org.backlot.wrap.query;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.DailyReportId;
import org.backlot.shared.id.IncidentId;
import org.backlot.wrap.api.CompiledReport;

/** What the end of the day shows. */
public final class WrapViews {
    private WrapViews() {}

    /**
     * A daily production report. Its members without {@code digest}, {@code signOffs} and {@code incidentTexts}, in
     * canonical JSON (RFC 8785), have the SHA-256 {@code digest}.
     *
     * @param signOffs who signed which digest, first sign-off first
     * @param incidentTexts what was reported; personal, so an erased one shows as {@code [erased]}
     */
    public record DailyReportView(
            @JsonUnwrapped CompiledReport report,
            String digest,
            List<SignOffLine> signOffs,
            List<IncidentText> incidentTexts) {
        public DailyReportView {
            signOffs = List.copyOf(signOffs);
            incidentTexts = List.copyOf(incidentTexts);
        }
    }

    /**
     * A sign-off.
     *
     * @param amendment 0 for the first of the day
     * @param current whether it covers the report as it stands now
     */
    public record SignOffLine(
            DailyReportId reportId,
            int amendment,
            String digest,
            AccountId signedBy,
            Instant signedAt,
            boolean current) {}

    /** The text of an incident. */
    public record IncidentText(IncidentId incidentId, String text) {}
}
