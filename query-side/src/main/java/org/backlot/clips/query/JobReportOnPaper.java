package org.backlot.clips.query;

import java.util.List;
import java.util.Locale;
import org.backlot.platform.query.PaperReport;
import org.backlot.platform.query.PaperReport.Column;
import org.backlot.platform.query.PaperReport.Fact;
import org.jspecify.annotations.Nullable;

/** The report on a job for those who read it on paper: the same facts as in JSON, without keys and render specs. */
final class JobReportOnPaper {
    private static final List<Column> STEPS = List.of(
            new Column("Step", 4),
            new Column("Status", 3),
            new Column("Attempt", 2),
            new Column("Took", 2),
            new Column("Remark", 7));
    private static final List<Column> USAGE = List.of(
            new Column("Kind of step", 4),
            new Column("Attempts", 2),
            new Column("Failed", 2),
            new Column("Busy", 2),
            new Column("Stored", 3),
            new Column("Estimated cost", 3));
    private static final List<Column> CLIPS = List.of(
            new Column("#", 1),
            new Column("Title", 8),
            new Column("From", 3),
            new Column("To", 3),
            new Column("Score", 2),
            new Column("Energy, speech, rhythm, hook, length", 5),
            new Column("Version", 2),
            new Column("Status", 3));

    private static final double MICROS = 1e6;
    private static final double MEGABYTE = 1e6;
    private static final double SECOND = 1e3;
    private static final int MINUTE_OF_MILLIS = 60_000;

    private JobReportOnPaper() {}

    static byte[] of(JobReport report) {
        var job = report.job();
        return new PaperReport("Clip job " + job.jobId())
                .facts(
                        "Job",
                        List.of(
                                new Fact("Status", job.status().wireName()),
                                new Fact("Why it failed", job.error()),
                                new Fact("Source", job.sourceKind()),
                                new Fact("Address of the source", job.sourceUrl()),
                                new Fact("Upload", uploadOf(report)),
                                new Fact("Asked for", wanted(job)),
                                new Fact("Clips chosen", job.clipCount()),
                                new Fact("Created (UTC)", job.createdAt()),
                                new Fact("Ended (UTC)", job.endedAt())))
                .rows(
                        "Clips, best first",
                        CLIPS,
                        report.clips().stream().map(JobReportOnPaper::row).toList())
                .rows(
                        "Steps",
                        STEPS,
                        report.steps().stream().map(JobReportOnPaper::row).toList())
                .rows(
                        "What it has used up, attempts that went wrong included",
                        USAGE,
                        report.usage().kinds().stream()
                                .map(JobReportOnPaper::row)
                                .toList())
                .bytes();
    }

    private static @Nullable String uploadOf(JobReport report) {
        var upload = report.upload();
        if (upload == null) {
            return null;
        }
        return upload.scan() == null
                ? upload.status().name()
                : upload.status() + ", virus scan: " + upload.scan() + orNothing(" (", upload.scanReason(), ")");
    }

    private static String wanted(JobView job) {
        var settings = job.settings();
        return "at most %d clips of %d to %d seconds"
                .formatted(settings.maxClips(), settings.minSeconds(), settings.maxSeconds());
    }

    private static List<String> row(JobReport.ReportedClip reported) {
        var clip = reported.clip();
        var parts = clip.scoreParts();
        return List.of(
                Integer.toString(clip.rank()),
                clip.title(),
                clock(clip.startMillis()),
                clock(clip.endMillis()),
                Integer.toString(clip.score()),
                "%d, %d, %d, %d, %d"
                        .formatted(parts.energy(), parts.speech(), parts.rhythm(), parts.hook(), parts.length()),
                Integer.toString(clip.version()),
                clip.status().name());
    }

    private static List<String> row(StepView step) {
        return List.of(
                step.kind(),
                step.status().name(),
                Integer.toString(step.attempt()),
                step.durationMillis() == null ? "" : seconds(step.durationMillis()),
                orNothing("", step.reason(), ""));
    }

    private static List<String> row(JobUsage.OfKind kind) {
        return List.of(
                kind.kind(),
                Integer.toString(kind.attempts()),
                Integer.toString(kind.failed()),
                seconds(kind.busyMillis()),
                String.format(Locale.ROOT, "%.1f MB", kind.bytes() / MEGABYTE),
                String.format(Locale.ROOT, "%.4f USD", kind.costMicros() / MICROS));
    }

    private static String orNothing(String before, @Nullable String text, String after) {
        return text == null ? "" : before + text + after;
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / SECOND);
    }

    private static String clock(long millis) {
        return String.format(Locale.ROOT, "%d:%06.3f", millis / MINUTE_OF_MILLIS, millis % MINUTE_OF_MILLIS / SECOND);
    }
}
