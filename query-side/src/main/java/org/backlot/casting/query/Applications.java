package org.backlot.casting.query;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.ApplicationStatus;
import org.backlot.platform.query.Columns;
import org.backlot.platform.query.Page;
import org.backlot.platform.query.PageRequest;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ApplicationId;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.CastingRoleId;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads applications, for both sides; who is on which side is part of each statement. */
@Component
final class Applications {
    private static final int AT_ONCE = 200;

    private static final String APPLICANT_SIDE = """
            (a.applicant = :caller or exists (select 1 from casting_access.talent f
                                              where f.account_id = a.applicant and f.minor and f.guardian_id = :caller))
            """;

    private static final String POSTER_SIDE = """
            exists (select 1 from access.member m where m.workspace_id = a.workspace_id and m.account_id = :caller
                                                    and m.role in ('editor', 'admin', 'owner'))
            """;

    private final DatabaseClient database;
    private final Clock clock;

    Applications(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What somebody applied for, the newest first; nothing where the caller does not answer for them. */
    Mono<Page<ApplicationView>> of(
            AccountId applicant, AccountId caller, @Nullable ApplicationStatus status, PageRequest page) {
        var where = "a.applicant = :applicant and (:status = '' or a.status = :status) and " + APPLICANT_SIDE;
        Map<String, Object> binds = Map.of(
                "applicant",
                applicant.value(),
                "caller",
                caller.value(),
                "status",
                status == null ? "" : status.name());
        return counted(where, binds)
                .flatMap(total -> database.sql("select a.* from casting.application a where " + where
                                + " order by a.submitted_at desc, a.application_id limit :limit offset :offset")
                        .bindValues(binds)
                        .bind("limit", page.limit())
                        .bind("offset", page.offset())
                        .map(Applications::view)
                        .all()
                        .collectList()
                        .flatMap(this::withHistory)
                        .map(views -> Page.of(views, total, page)));
    }

    /** An application, for either side, or {@code NOT_FOUND}. */
    Mono<ApplicationView> one(ApplicationId application, AccountId caller) {
        return database.sql("select a.* from casting.application a where a.application_id = :application and ("
                        + APPLICANT_SIDE + " or " + POSTER_SIDE + ")")
                .bind("application", application.value())
                .bind("caller", caller.value())
                .map(Applications::view)
                .one()
                .switchIfEmpty(Mono.error(() -> Rejection.of(CommonRejection.NOT_FOUND)))
                .flatMap(found -> withHistory(List.of(found)).map(List::getFirst));
    }

    /** The applications for a call, the newest first. */
    Mono<Page<ApplicantView>> forCall(CastingCallId call, @Nullable ApplicationStatus status, PageRequest page) {
        var where = "a.call_id = :call and (:status = '' or a.status = :status)";
        Map<String, Object> binds = Map.of("call", call.value(), "status", status == null ? "" : status.name());
        return counted(where, binds)
                .flatMap(total -> database.sql("""
                                select a.*, t.name, t.age_range, t.location,
                                       exists (select 1 from verifications.verification v
                                               where v.account_id = a.applicant and v.expires_at > :now) as verified
                                from casting.application a
                                left join casting_access.talent f
                                    on f.account_id = a.applicant and (not f.minor or f.consented) and a.status <> 'WITHDRAWN'
                                left join casting.talent t on t.account_id = f.account_id
                                where
                                """ + where
                                + " order by a.submitted_at desc, a.application_id limit :limit offset :offset")
                        .bindValues(binds)
                        .bind("now", clock.instant())
                        .bind("limit", page.limit())
                        .bind("offset", page.offset())
                        .map(Applications::applicant)
                        .all()
                        .collectList()
                        .flatMap(this::applicantsWithHistory)
                        .map(views -> Page.of(views, total, page)));
    }

    /** What happened after a position to applications that the caller has to do with, in order. */
    Flux<ApplicationNews> news(AccountId caller, long after) {
        return database.sql("select e.*, a.call_id, a.role_id from casting.application_event e"
                        + " join casting.application a on a.application_id = e.application_id"
                        + " where e.position > :after and (" + APPLICANT_SIDE + " or " + POSTER_SIDE + ")"
                        + " order by e.position limit :limit")
                .bind("after", after)
                .bind("caller", caller.value())
                .bind("limit", AT_ONCE)
                .map(row -> new ApplicationNews(
                        Columns.number(row, "position"),
                        new ApplicationId(Columns.uuid(row, "application_id")),
                        new CastingCallId(Columns.uuid(row, "call_id")),
                        new CastingRoleId(Columns.uuid(row, "role_id")),
                        Columns.text(row, "what"),
                        ApplicationStatus.valueOf(Columns.text(row, "status")),
                        new AccountId(Columns.uuid(row, "actor")),
                        Columns.instant(row, "at")))
                .all();
    }

    /** Where the newest of them is; 0 where there is none. */
    Mono<Long> newest() {
        return database.sql("select coalesce(max(position), 0) as newest from casting.application_event")
                .map(row -> Columns.number(row, "newest"))
                .one();
    }

    private Mono<Long> counted(String where, Map<String, Object> binds) {
        return database.sql("select count(*) as n from casting.application a where " + where)
                .bindValues(binds)
                .map(row -> Columns.number(row, "n"))
                .one();
    }

    private Mono<List<ApplicantView>> applicantsWithHistory(List<ApplicantView> applicants) {
        return withHistory(applicants.stream().map(ApplicantView::application).toList())
                .map(views -> IntStream.range(0, views.size())
                        .mapToObj(index -> {
                            var applicant = applicants.get(index);
                            return new ApplicantView(
                                    views.get(index),
                                    applicant.name(),
                                    applicant.ageRange(),
                                    applicant.location(),
                                    applicant.verified());
                        })
                        .toList());
    }

    // The histories of a whole page at once.
    private Mono<List<ApplicationView>> withHistory(List<ApplicationView> views) {
        return database.sql(
                        "select * from casting.application_event where application_id = any(:ids) order by position")
                .bind(
                        "ids",
                        views.stream().map(view -> view.applicationId().value()).toArray(UUID[]::new))
                .map(row -> Map.entry(new ApplicationId(Columns.uuid(row, "application_id")), step(row)))
                .all()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())))
                .map(steps -> views.stream()
                        .map(view -> with(view, steps.getOrDefault(view.applicationId(), List.of())))
                        .toList());
    }

    private static ApplicationView with(ApplicationView view, List<ApplicationStep> history) {
        return new ApplicationView(
                view.applicationId(),
                view.callId(),
                view.roleId(),
                view.applicant(),
                view.callTitle(),
                view.roleName(),
                view.status(),
                view.submittedAt(),
                view.updatedAt(),
                history);
    }

    private static ApplicationView view(Readable row) {
        return new ApplicationView(
                new ApplicationId(Columns.uuid(row, "application_id")),
                new CastingCallId(Columns.uuid(row, "call_id")),
                new CastingRoleId(Columns.uuid(row, "role_id")),
                new AccountId(Columns.uuid(row, "applicant")),
                Columns.text(row, "call_title"),
                Columns.text(row, "role_name"),
                ApplicationStatus.valueOf(Columns.text(row, "status")),
                Columns.instant(row, "submitted_at"),
                Columns.instant(row, "updated_at"),
                List.of());
    }

    private static ApplicantView applicant(Readable row) {
        return new ApplicantView(
                view(row),
                row.get("name", String.class),
                Optional.ofNullable(row.get("age_range", String.class))
                        .map(AgeRange::parse)
                        .orElse(null),
                row.get("location", String.class),
                Columns.flag(row, "verified"));
    }

    private static ApplicationStep step(Readable row) {
        return new ApplicationStep(
                Columns.number(row, "position"),
                Columns.text(row, "what"),
                ApplicationStatus.valueOf(Columns.text(row, "status")),
                new AccountId(Columns.uuid(row, "actor")),
                Columns.instant(row, "at"));
    }
}
