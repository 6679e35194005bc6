package org.backlot.casting.query;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.CallContent;
import org.backlot.casting.api.CallStatus;
import org.backlot.casting.api.CastingLine;
import org.backlot.platform.query.Columns;
import org.backlot.platform.query.Page;
import org.backlot.platform.query.PageRequest;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.CastingRoleId;
import org.backlot.shared.id.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Reads casting calls. */
@Component
final class Calls {
    private static final String SELECT = """
            select c.*, exists (select 1 from verifications.verification v
                                where v.account_id = c.created_by and v.expires_at > :now) as verified
            from casting.call c
            """;

    /** An empty text stands for a filter that is not set. */
    private static final String WANTED = """
            status = 'PUBLISHED'
            and (:text = '' or position(lower(:text) in lower(title || ' ' || description || ' ' || coalesce(company, ''))) > 0)
            and (:location = '' or position(lower(:location) in lower(coalesce(location, ''))) > 0)
            and (:skill = '' or exists (select 1 from casting.call_role r, unnest(r.skills) wanted
                                        where r.call_id = c.call_id and lower(wanted) = lower(:skill)))
            and (:language = '' or exists (select 1 from casting.call_role r, unnest(r.languages) spoken
                                           where r.call_id = c.call_id and lower(spoken) = lower(:language)))
            and (:age = '' or exists (select 1 from casting.call_role r
                                      where r.call_id = c.call_id and (r.age_ranges = '{}' or :age = any(r.age_ranges))))
            """;

    private final DatabaseClient database;
    private final JsonMapper json;
    private final Clock clock;

    Calls(DatabaseClient database, JsonMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** Published calls, the newest first. */
    Mono<Page<CallView>> published(CallFilter filter, PageRequest page) {
        var binds = Map.<String, Object>of(
                "text", text(filter.text()),
                "location", text(filter.location()),
                "skill", text(filter.skill()),
                "language", text(filter.language()),
                "age",
                        Optional.ofNullable(filter.ageRange())
                                .map(AgeRange::wireName)
                                .orElse(""));
        return page(WANTED, "published_at desc, call_id", binds, page)
                .map(found ->
                        Page.of(found.data().stream().map(ManagedCallView::call).toList(), found.total(), page));
    }

    /** A call that is or was open to all, or {@code NOT_FOUND}. */
    Mono<CallView> shown(CastingCallId call) {
        return one(call, "status in ('PUBLISHED', 'CLOSED')").map(ManagedCallView::call);
    }

    /** The calls of a workspace, the newest first. */
    Mono<Page<ManagedCallView>> of(WorkspaceId workspace, @Nullable CallStatus status, PageRequest page) {
        return page(
                "workspace_id = :workspace and status <> 'DELETED' and (:status = '' or status = :status)",
                "created_at desc, call_id",
                Map.of("workspace", workspace.value(), "status", name(status)),
                page);
    }

    /** What waits for a moderator, or came from there, the oldest first. */
    Mono<Page<ManagedCallView>> moderated(CallStatus status, PageRequest page) {
        return page(
                "submitted_at is not null and status = :status",
                "submitted_at, call_id",
                Map.of("status", status.name()),
                page);
    }

    /** A call with its history; {@code NOT_FOUND} once it was deleted. */
    Mono<ManagedCallView> managed(CastingCallId call) {
        return one(call, "status <> 'DELETED'").flatMap(this::withHistory);
    }

    /** What a moderator may look at: what was asked of them, whatever became of it. */
    Mono<ManagedCallView> reviewed(CastingCallId call) {
        return one(call, "status <> 'DELETED' and (submitted_at is not null or status = 'PUBLISHED')")
                .flatMap(this::withHistory);
    }

    private Mono<ManagedCallView> one(CastingCallId call, String where) {
        return database.sql(SELECT + "where call_id = :call and " + where)
                .bind("call", call.value())
                .bind("now", clock.instant())
                .map(row -> view(row, List.of()))
                .one()
                .switchIfEmpty(Mono.error(() -> Rejection.of(CommonRejection.NOT_FOUND)))
                .flatMap(found -> roles(List.of(found)).map(List::getFirst));
    }

    private Mono<Page<ManagedCallView>> page(String where, String order, Map<String, Object> binds, PageRequest page) {
        return database.sql("select count(*) as n from casting.call c where " + where)
                .bindValues(binds)
                .map(row -> Columns.number(row, "n"))
                .one()
                .flatMap(total -> database.sql(
                                SELECT + "where " + where + " order by " + order + " limit :limit offset :offset")
                        .bindValues(binds)
                        .bind("now", clock.instant())
                        .bind("limit", page.limit())
                        .bind("offset", page.offset())
                        .map(row -> view(row, List.of()))
                        .all()
                        .collectList()
                        .flatMap(this::roles)
                        .map(calls -> Page.of(calls, total, page)));
    }

    // The roles of a whole page at once.
    private Mono<List<ManagedCallView>> roles(List<ManagedCallView> calls) {
        return database.sql("select * from casting.call_role where call_id = any(:calls) order by call_id, place")
                .bind(
                        "calls",
                        calls.stream().map(view -> view.call().callId().value()).toArray(UUID[]::new))
                .map(row -> Map.entry(new CastingCallId(Columns.uuid(row, "call_id")), role(row)))
                .all()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())))
                .map(roles -> calls.stream()
                        .map(view -> with(view, roles.getOrDefault(view.call().callId(), List.of())))
                        .toList());
    }

    private Mono<ManagedCallView> withHistory(ManagedCallView view) {
        return database.sql("select * from casting.call_change where call_id = :call order by position")
                .bind("call", view.call().callId().value())
                .map(row -> new CallChangeView(
                        Columns.number(row, "position"),
                        Columns.text(row, "what"),
                        account(row, "changed_by"),
                        row.get("reason", String.class),
                        Optional.ofNullable(row.get("content", String.class))
                                .map(content -> json.readValue(content, CallContent.class))
                                .orElse(null),
                        Columns.instant(row, "at")))
                .all()
                .collectList()
                .map(view::with);
    }

    private static ManagedCallView with(ManagedCallView view, List<CastingRoleView> roles) {
        var call = view.call();
        return new ManagedCallView(
                new CallView(
                        call.callId(),
                        call.status(),
                        call.title(),
                        call.description(),
                        call.company(),
                        call.location(),
                        call.compensation(),
                        call.requirements(),
                        call.deadline(),
                        call.aggregated(),
                        call.sourceUrl(),
                        call.contentHash(),
                        call.verifiedPoster(),
                        roles,
                        call.publishedAt(),
                        call.updatedAt()),
                view.workspaceId(),
                view.createdBy(),
                view.contact(),
                view.rejection(),
                view.mergedInto(),
                view.submittedAt(),
                view.createdAt(),
                view.history(),
                view.resembles());
    }

    private static ManagedCallView view(Readable row, List<CastingRoleView> roles) {
        return new ManagedCallView(
                new CallView(
                        new CastingCallId(Columns.uuid(row, "call_id")),
                        CallStatus.valueOf(Columns.text(row, "status")),
                        Columns.text(row, "title"),
                        Columns.text(row, "description"),
                        row.get("company", String.class),
                        row.get("location", String.class),
                        row.get("compensation", String.class),
                        row.get("requirements", String.class),
                        row.get("deadline", Instant.class),
                        Columns.flag(row, "aggregated"),
                        row.get("source_url", String.class),
                        row.get("content_hash", String.class),
                        Columns.flag(row, "verified"),
                        roles,
                        row.get("published_at", Instant.class),
                        Columns.instant(row, "updated_at")),
                Optional.ofNullable(row.get("workspace_id", UUID.class))
                        .map(WorkspaceId::new)
                        .orElse(null),
                account(row, "created_by"),
                row.get("contact", String.class),
                row.get("rejection", String.class),
                Optional.ofNullable(row.get("merged_into", UUID.class))
                        .map(CastingCallId::new)
                        .orElse(null),
                row.get("submitted_at", Instant.class),
                Columns.instant(row, "created_at"),
                null,
                null);
    }

    private static CastingRoleView role(Readable row) {
        return new CastingRoleView(
                new CastingRoleId(Columns.uuid(row, "role_id")),
                Columns.text(row, "name"),
                row.get("description", String.class),
                Arrays.stream(Columns.required(row, "age_ranges", String[].class))
                        .map(AgeRange::parse)
                        .toList(),
                Columns.texts(row, "skills"),
                Columns.texts(row, "languages"));
    }

    private static @Nullable AccountId account(Readable row, String column) {
        return Optional.ofNullable(row.get(column, UUID.class))
                .map(AccountId::new)
                .orElse(null);
    }

    private static String text(@Nullable CastingLine line) {
        return line == null ? "" : line.value();
    }

    private static String name(@Nullable CallStatus status) {
        return status == null ? "" : status.name();
    }
}
