// Why this file exists: reports and circle takes lie in two projections; their rows are read here only.
package org.backlot.wrap.query;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.DailyReportId;
import org.backlot.shared.id.IncidentId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.UnitId;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.Timecode;
import org.backlot.wrap.api.CompiledReport;
import org.backlot.wrap.api.WrapRejection;
import org.backlot.wrap.query.WrapViews.DailyReportView;
import org.backlot.wrap.query.WrapViews.IncidentText;
import org.backlot.wrap.query.WrapViews.SignOffLine;
import org.backlot.wrap.query.edl.CircleTake;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads the projections {@code daily-reports} and {@code takes} for the end of the day. */
@Component
class DailyReportReads {
    private final DatabaseClient database;

    DailyReportReads(DatabaseClient database) {
        this.database = database;
    }

    /** What an edit list is made of. */
    record Programme(String title, FrameRate frameRate, List<CircleTake> takes) {}

    private record Head(String title, FrameRate frameRate) {}

    /** The report of a day, or {@code NOTHING_TO_REPORT}. */
    Mono<DailyReportView> report(ProjectId project, LocalDate day) {
        return database.sql("""
                        select cast(document as text) as document from daily_reports.compiled_report
                        where project_id = :project and day = :day
                        """)
                .bind("project", project.value())
                .bind("day", day)
                .map(row -> CompiledReport.fromJson(required(row.get("document", String.class))))
                .one()
                .switchIfEmpty(Mono.error(() -> Rejection.of(WrapRejection.NOTHING_TO_REPORT)))
                .flatMap(report -> {
                    var digest = report.digest();
                    return Mono.zip(signOffs(project, day, digest), incidentTexts(project, day))
                            .map(more -> new DailyReportView(report, digest, more.getT1(), more.getT2()));
                });
    }

    /** The circle takes of a project, by unit and by day where asked for, or {@code NOTHING_CIRCLED}. */
    Mono<Programme> circleTakes(ProjectId project, Optional<UnitId> unit, Optional<LocalDate> day) {
        var sql = new StringBuilder("""
                select t.camera_roll, t.slate, t.starts_frame, t.frame_rate, t.frames,
                       coalesce(s.ordinal, 2147483647) as scene_order
                from takes.take t left join takes.scene s on s.scene_id = t.scene_id
                where t.project_id = :project and t.circled
                """);
        unit.ifPresent(_ -> sql.append(" and t.unit_id = :unit"));
        day.ifPresent(_ -> sql.append(" and t.shooting_day = :day"));
        var query = database.sql(sql.append(" order by t.position").toString()).bind("project", project.value());
        if (unit.isPresent()) {
            query = query.bind("unit", unit.get().value());
        }
        if (day.isPresent()) {
            query = query.bind("day", day.get());
        }
        var takes = query.map(DailyReportReads::circleTake).all().collectList();
        return Mono.zip(head(project), takes)
                .filter(read -> !read.getT2().isEmpty())
                .switchIfEmpty(Mono.error(() -> Rejection.of(WrapRejection.NOTHING_CIRCLED)))
                .map(read -> new Programme(read.getT1().title(), read.getT1().frameRate(), List.copyOf(read.getT2())));
    }

    private Mono<Head> head(ProjectId project) {
        return database.sql("select title, frame_rate from takes.project where project_id = :project")
                .bind("project", project.value())
                .map(row -> new Head(
                        required(row.get("title", String.class)),
                        FrameRate.of(required(row.get("frame_rate", String.class)))))
                .one();
    }

    private Mono<List<SignOffLine>> signOffs(ProjectId project, LocalDate day, String digest) {
        return database.sql("""
                        select report_id, amendment, digest, signed_by, signed_at from daily_reports.sign_off
                        where project_id = :project and day = :day
                        order by amendment
                        """)
                .bind("project", project.value())
                .bind("day", day)
                .map(row -> {
                    var signed = required(row.get("digest", String.class));
                    return new SignOffLine(
                            new DailyReportId(required(row.get("report_id", UUID.class))),
                            required(row.get("amendment", Integer.class)),
                            signed,
                            new AccountId(required(row.get("signed_by", UUID.class))),
                            required(row.get("signed_at", OffsetDateTime.class)).toInstant(),
                            signed.equals(digest));
                })
                .all()
                .collectList();
    }

    private Mono<List<IncidentText>> incidentTexts(ProjectId project, LocalDate day) {
        return database.sql("""
                        select incident_id, text from daily_reports.incident
                        where project_id = :project and day = :day
                        order by position
                        """)
                .bind("project", project.value())
                .bind("day", day)
                .map(row -> new IncidentText(
                        new IncidentId(required(row.get("incident_id", UUID.class))),
                        required(row.get("text", String.class))))
                .all()
                .collectList();
    }

    private static CircleTake circleTake(Readable row) {
        var rate = FrameRate.of(required(row.get("frame_rate", String.class)));
        try {
            return new CircleTake(
                    required(row.get("camera_roll", String.class)),
                    required(row.get("slate", String.class)),
                    new Timecode(required(row.get("starts_frame", Long.class)), rate),
                    required(row.get("frames", Long.class)),
                    required(row.get("scene_order", Integer.class)));
        } catch (IllegalArgumentException e) {
            throw Rejection.of(WrapRejection.EDL_NOT_POSSIBLE, String.valueOf(e.getMessage()));
        }
    }

    private static <T> T required(@Nullable T value) {
        return Optional.ofNullable(value).orElseThrow();
    }
}
