package org.backlot.wrap.query;

import java.util.List;
import org.backlot.platform.query.PaperReport;
import org.backlot.platform.query.PaperReport.Column;
import org.backlot.platform.query.PaperReport.Fact;
import org.backlot.wrap.query.WrapViews.DailyReportView;

/** A daily report as a PDF, for those who sign on paper and for the file of the production. */
final class ReportOnPaper {
    private static final List<Column> TAKES = List.of(
            new Column("Slate", 3),
            new Column("Camera roll", 3),
            new Column("First frame", 3),
            new Column("Frames", 2),
            new Column("", 2));
    private static final List<Column> INCIDENTS = List.of(new Column("Time", 1), new Column("What happened", 6));

    private ReportOnPaper() {}

    static byte[] of(DailyReportView view) {
        var report = view.report();
        var zone = report.timeZone();
        var paper = new PaperReport("Daily production report: " + report.title())
                .facts(
                        report.shootingDay() + " (" + zone + ")",
                        List.of(
                                new Fact("First roll", ReportText.local(report.firstRoll(), zone)),
                                new Fact("Last cut", ReportText.local(report.lastCut(), zone)),
                                new Fact("Scenes scheduled", ReportText.listed(report.scenesScheduled())),
                                new Fact("Scenes completed", ReportText.listed(report.scenesCompleted())),
                                new Fact("Set-ups", report.totalSetups()),
                                new Fact("Takes", report.totalTakes()),
                                new Fact("Footage", ReportText.footage(report)),
                                new Fact("Circle takes", ReportText.listed(report.circleTakes()))))
                .facts(
                        "Units",
                        report.units().stream()
                                .map(unit -> new Fact(unit.name(), unit.takes() + " takes"))
                                .toList())
                .rows(
                        "Takes",
                        TAKES,
                        report.takes().stream()
                                .map(take -> List.of(
                                        take.slate(),
                                        take.cameraRoll(),
                                        take.startsAt(),
                                        ReportText.frames(take),
                                        take.circled() ? "circled" : ""))
                                .toList());
        if (!report.incidents().isEmpty()) {
            var texts = ReportText.textsOf(view);
            paper.rows(
                    "Incidents",
                    INCIDENTS,
                    report.incidents().stream()
                            .map(incident -> List.of(
                                    ReportText.local(incident.at(), zone),
                                    texts.getOrDefault(incident.incidentId(), "")))
                            .toList());
        }
        return paper.facts("What is signed", List.of(new Fact("Digest (SHA-256)", view.digest())))
                .facts(
                        view.signOffs().isEmpty() ? "Not signed yet." : "Signed",
                        view.signOffs().stream()
                                .map(signOff -> new Fact(signOff.signedBy().toString(), ReportText.signature(signOff)))
                                .toList())
                .bytes();
    }
}
