package org.backlot.casting.query;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.backlot.casting.api.ingestion.ExtractedBy;
import org.backlot.casting.api.ingestion.IngestionSourceKind;
import org.backlot.casting.api.ingestion.RunFailure;
import org.backlot.platform.query.Columns;
import org.backlot.platform.query.Page;
import org.backlot.platform.query.PageRequest;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.FoundPostId;
import org.backlot.shared.id.IngestionSourceId;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads sources, their last runs, and posts. */
@Component
final class Ingestion {
    private static final String SOURCES = """
            select s.*, r.started_at, r.ended_at, r.failure as last_failure, r.seen, r.matched, r.fresh, r.next_at,
                (select count(*) from casting_ingestion.post p
                 where p.source_id = s.source_id and p.status = 'WAITING') as waiting
            from casting_ingestion.source s left join public.casting_source_run r on r.source_id = s.source_id
            where s.status <> 'REMOVED' and s.address is not null
            """;

    private final DatabaseClient database;

    Ingestion(DatabaseClient database) {
        this.database = database;
    }

    /** Sources by name. */
    Mono<Page<IngestionSourceView>> sources(PageRequest page) {
        return database.sql("select count(*) as n from casting_ingestion.source"
                        + " where status <> 'REMOVED' and address is not null")
                .map(row -> Columns.number(row, "n"))
                .one()
                .flatMap(total -> database.sql(SOURCES + "order by s.name, s.source_id limit :limit offset :offset")
                        .bind("limit", page.limit())
                        .bind("offset", page.offset())
                        .map(row -> source(row))
                        .all()
                        .collectList()
                        .map(sources -> Page.of(sources, total, page)));
    }

    /** A source, or {@code NOT_FOUND}. */
    Mono<IngestionSourceView> source(IngestionSourceId source) {
        return database.sql(SOURCES + "and s.source_id = :source")
                .bind("source", source.value())
                .map(row -> source(row))
                .one()
                .switchIfEmpty(Mono.error(() -> Rejection.of(CommonRejection.NOT_FOUND)));
    }

    /** Posts of a status, the oldest first. */
    Mono<Page<FoundPostView>> posts(PostStatus status, PageRequest page) {
        return database.sql("select count(*) as n from casting_ingestion.post where status = :status")
                .bind("status", status.name())
                .map(row -> Columns.number(row, "n"))
                .one()
                .flatMap(total -> database.sql("select * from casting_ingestion.post where status = :status"
                                + " order by found_at, post_id limit :limit offset :offset")
                        .bind("status", status.name())
                        .bind("limit", page.limit())
                        .bind("offset", page.offset())
                        .map(row -> post(row))
                        .all()
                        .collectList()
                        .map(posts -> Page.of(posts, total, page)));
    }

    /** A post, or {@code NOT_FOUND}. */
    Mono<FoundPostView> post(FoundPostId post) {
        return database.sql("select * from casting_ingestion.post where post_id = :post")
                .bind("post", post.value())
                .map(row -> post(row))
                .one()
                .switchIfEmpty(Mono.error(() -> Rejection.of(CommonRejection.NOT_FOUND)));
    }

    private static IngestionSourceView source(Readable row) {
        return new IngestionSourceView(
                new IngestionSourceId(Columns.uuid(row, "source_id")),
                IngestionSourceKind.valueOf(Columns.text(row, "kind")),
                Columns.text(row, "address"),
                Columns.text(row, "name"),
                Columns.texts(row, "keywords"),
                Columns.flag(row, "whole_site"),
                Columns.whole(row, "pages"),
                row.get("link", String.class),
                IngestionSourceView.Status.valueOf(Columns.text(row, "status")),
                failure(row, "failure"),
                Columns.number(row, "waiting"),
                Optional.ofNullable(row.get("started_at", Instant.class))
                        .map(started -> run(row, started))
                        .orElse(null),
                Columns.instant(row, "added_at"),
                Columns.instant(row, "updated_at"));
    }

    private static IngestionSourceView.LastRun run(Readable row, Instant started) {
        return new IngestionSourceView.LastRun(
                started,
                row.get("ended_at", Instant.class),
                failure(row, "last_failure"),
                Columns.whole(row, "seen"),
                Columns.whole(row, "matched"),
                Columns.whole(row, "fresh"),
                row.get("next_at", Instant.class));
    }

    private static FoundPostView post(Readable row) {
        return new FoundPostView(
                new FoundPostId(Columns.uuid(row, "post_id")),
                new IngestionSourceId(Columns.uuid(row, "source_id")),
                PostStatus.valueOf(Columns.text(row, "status")),
                row.get("text", String.class),
                Columns.text(row, "source_url"),
                row.get("reason", String.class),
                Optional.ofNullable(row.get("call_id", UUID.class))
                        .map(CastingCallId::new)
                        .orElse(null),
                Optional.ofNullable(row.get("extracted_by", String.class))
                        .map(ExtractedBy::valueOf)
                        .orElse(null),
                Columns.instant(row, "found_at"),
                Columns.instant(row, "updated_at"));
    }

    private static @Nullable RunFailure failure(Readable row, String column) {
        return Optional.ofNullable(row.get(column, String.class))
                .map(RunFailure::valueOf)
                .orElse(null);
    }
}
