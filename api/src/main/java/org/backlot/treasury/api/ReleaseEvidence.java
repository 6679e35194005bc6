package org.backlot.treasury.api;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.backlot.shared.id.DailyReportId;
import org.backlot.shared.id.DispatchId;
import org.backlot.shared.personal.NotPersonal;
import org.jspecify.annotations.Nullable;

/**
 * What is known to fulfil the conditions of a release.
 *
 * @param contractHash the hash of the fully signed contract, absent while signatures are missing
 * @param returned gear that came back to its vendor
 * @param reportId the signed daily production report
 * @param wrapToken its digest, the specification's {@code wrapToken}
 */
public record ReleaseEvidence(
        @NotPersonal("SHA-256 over terms and signatures") @Nullable
        String contractHash,

        List<DispatchId> returned,
        @Nullable DailyReportId reportId,

        @NotPersonal("SHA-256 of a daily production report") @Nullable
        String wrapToken) {
    public ReleaseEvidence {
        returned = List.copyOf(returned);
    }

    public static ReleaseEvidence none() {
        return new ReleaseEvidence(null, List.of(), null, null);
    }

    /** Which of the conditions this evidence does not fulfil, in their natural order. */
    public List<ReleaseCondition> missing(Set<ReleaseCondition> conditions) {
        var proved = EnumSet.noneOf(ReleaseCondition.class);
        if (contractHash != null) {
            proved.add(ReleaseCondition.CONTRACT_SIGNED);
        }
        if (!returned.isEmpty()) {
            proved.add(ReleaseCondition.GEAR_RETURNED);
        }
        if (reportId != null && wrapToken != null) {
            proved.add(ReleaseCondition.DAILY_REPORT_SIGNED);
        }
        return conditions.stream().filter(c -> !proved.contains(c)).sorted().toList();
    }
}
