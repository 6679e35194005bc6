// Why this file exists: the first sign-off closes the day, a later one amends it, and neither is ever lost.
package org.backlot.wrap.command;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.DailyReportId;
import org.backlot.wrap.api.DailyReportCommand.SignDailyReport;
import org.backlot.wrap.api.DailyReportEvent;
import org.backlot.wrap.api.DailyReportEvent.DailyReportSigned;

/** The report of one shooting day: unsigned, then signed, then amended by each further sign-off (WRP-1). */
sealed interface DailyReport {
    record Unsigned() implements DailyReport {}

    /** @param digests what was signed under each id */
    record Signed(DailyReportSigned latest, Map<DailyReportId, String> digests) implements DailyReport {}

    static DailyReport unsigned() {
        return new Unsigned();
    }

    /**
     * A lead signs the report as it stands. The digest that stands signed already does nothing; refuses another digest
     * under a report id that was used with {@code ID_TAKEN}.
     *
     * @param wrapToken the digest under the server's seal
     */
    default List<DailyReportEvent> sign(SignDailyReport command, String wrapToken, Instant now) {
        return switch (this) {
            case Unsigned _ -> List.of(signed(command, 0, wrapToken, now));
            case Signed before when before.latest().digest().equals(command.digest()) -> List.of();
            case Signed before
            when before.digests().containsKey(command.reportId()) ->
                throw Rejection.of(CommonRejection.ID_TAKEN).at("reportId");
            case Signed before -> List.of(signed(command, before.latest().amendment() + 1, wrapToken, now));
        };
    }

    /** What the report is after something has happened. */
    default DailyReport evolve(DailyReportEvent event) {
        return switch (event) {
            case DailyReportSigned signed -> {
                var digests = new HashMap<>(this instanceof Signed before ? before.digests() : Map.of());
                digests.put(signed.reportId(), signed.digest());
                yield new Signed(signed, Map.copyOf(digests));
            }
        };
    }

    private static DailyReportSigned signed(SignDailyReport command, int amendment, String wrapToken, Instant now) {
        return new DailyReportSigned(
                command.reportId(),
                command.projectId(),
                command.shootingDay(),
                amendment,
                command.digest(),
                wrapToken,
                command.signedBy(),
                now);
    }
}
