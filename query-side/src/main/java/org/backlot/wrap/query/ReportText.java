// Why this file exists: the report is read on a phone in a car as well as by a program.
package org.backlot.wrap.query;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.backlot.shared.id.IncidentId;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.wrap.api.CompiledReport;
import org.backlot.wrap.query.WrapViews.DailyReportView;
import org.backlot.wrap.query.WrapViews.IncidentText;
import org.backlot.wrap.query.WrapViews.SignOffLine;
import org.jspecify.annotations.Nullable;

/** A daily report as plain text. */
final class ReportText {
    private ReportText() {}

    static String of(DailyReportView view) {
        var report = view.report();
        var text = new StringBuilder();
        line(text, "DAILY PRODUCTION REPORT");
        line(text, "%s, %s (%s)", report.title(), report.shootingDay(), report.timeZone());
        line(text, "");
        line(text, "First roll        %s", local(report.firstRoll(), report.timeZone()));
        line(text, "Last cut          %s", local(report.lastCut(), report.timeZone()));
        report.units().forEach(unit -> line(text, "Unit              %s, %d takes", unit.name(), unit.takes()));
        line(text, "Scenes scheduled  %s", listed(report.scenesScheduled()));
        line(text, "Scenes completed  %s", listed(report.scenesCompleted()));
        line(text, "Set-ups           %d", report.totalSetups());
        line(text, "Takes             %d", report.totalTakes());
        line(text, "Footage           %s", footage(report));
        line(text, "Circle takes      %s", listed(report.circleTakes()));
        line(text, "");
        line(text, "TAKES");
        report.takes()
                .forEach(take -> line(
                        text,
                        "%-12s %-10s %s %8s %s",
                        take.slate(),
                        take.cameraRoll(),
                        take.startsAt(),
                        frames(take),
                        take.circled() ? "circled" : ""));
        if (!report.incidents().isEmpty()) {
            var texts = textsOf(view);
            line(text, "");
            line(text, "INCIDENTS");
            report.incidents()
                    .forEach(incident -> line(
                            text,
                            "%s  %s",
                            local(incident.at(), report.timeZone()),
                            texts.getOrDefault(incident.incidentId(), "")));
        }
        line(text, "");
        line(text, "Digest  %s", view.digest());
        if (view.signOffs().isEmpty()) {
            line(text, "Not signed yet.");
        }
        view.signOffs().forEach(signOff -> line(text, "Signed by %s: %s", signOff.signedBy(), signature(signOff)));
        return text.toString();
    }

    static Map<IncidentId, String> textsOf(DailyReportView view) {
        return view.incidentTexts().stream().collect(Collectors.toMap(IncidentText::incidentId, IncidentText::text));
    }

    static String frames(CompiledReport.ReportedTake take) {
        return take.frames() == null ? "not cut" : take.frames().toString();
    }

    static String footage(CompiledReport report) {
        return String.format(
                Locale.ROOT,
                "%d frames at %s (%s)",
                report.totalFrames(),
                report.frameRate().label(),
                length(report.frameRate(), report.totalFrames()));
    }

    static String signature(SignOffLine signOff) {
        return (signOff.amendment() == 0 ? "the report" : "amendment " + signOff.amendment()) + " at "
                + signOff.signedAt() + (signOff.current() ? "" : " (the report has changed since)");
    }

    static String listed(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    static String local(@Nullable Instant at, ZoneId zone) {
        return at == null
                ? "none"
                : at.atZone(zone).toLocalTime().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String length(FrameRate rate, long frames) {
        long seconds = rate.durationOf(frames).toSeconds();
        return String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
