package org.backlot.media.query;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.backlot.media.api.AssetStatus;
import org.backlot.media.api.ContainerFacts;
import org.backlot.media.api.DifferenceHash;
import org.backlot.media.api.MediaContentType;
import org.backlot.media.api.RefusalReason;
import org.backlot.media.api.ScanVerdict;
import org.backlot.media.api.StorageKey;
import org.backlot.platform.query.Columns;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.MediaAssetId;
import org.backlot.shared.id.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads the view of uploaded files. */
@Component
public final class Assets {
    private static final int MOST_DUPLICATES = 100;

    private final DatabaseClient database;

    Assets(DatabaseClient database) {
        this.database = database;
    }

    /** A file, or {@code NOT_FOUND}; also one that was deleted, to say so. */
    public Mono<AssetView> one(MediaAssetId asset) {
        return database.sql("select * from media.asset where asset_id = :asset")
                .bind("asset", asset.value())
                .map(Assets::view)
                .one()
                .switchIfEmpty(Mono.error(() -> Rejection.of(CommonRejection.NOT_FOUND)));
    }

    /** Files of a workspace, as far as they may still be used, that look like one of them; the most alike first. */
    Mono<List<NearDuplicate>> like(WorkspaceId workspace, MediaAssetId asset, DifferenceHash hash, int distance) {
        return database.sql("""
                        select * from (
                            select asset_id, file_name, content_type, requested_at,
                                   bit_count((difference_hash # :hash)::bit(64))::int as distance
                            from media.asset
                            where workspace_id = :workspace and asset_id <> :asset and difference_hash is not null
                              and status = 'UPLOADED'
                        ) compared
                        where distance <= :distance
                        order by distance, requested_at, asset_id
                        limit :most
                        """)
                .bind("hash", hash.bits())
                .bind("workspace", workspace.value())
                .bind("asset", asset.value())
                .bind("distance", distance)
                .bind("most", MOST_DUPLICATES)
                .map(row -> new NearDuplicate(
                        new MediaAssetId(Columns.uuid(row, "asset_id")),
                        Columns.text(row, "file_name"),
                        new MediaContentType(Columns.text(row, "content_type")),
                        Columns.whole(row, "distance"),
                        Columns.instant(row, "requested_at")))
                .all()
                .collectList();
    }

    private static AssetView view(Readable row) {
        return new AssetView(
                new MediaAssetId(Columns.uuid(row, "asset_id")),
                new WorkspaceId(Columns.uuid(row, "workspace_id")),
                new AccountId(Columns.uuid(row, "requested_by")),
                Columns.text(row, "file_name"),
                new MediaContentType(Columns.text(row, "content_type")),
                Columns.number(row, "size"),
                new StorageKey(Columns.text(row, "file_key")),
                AssetStatus.valueOf(Columns.text(row, "status")),
                Columns.instant(row, "requested_at"),
                Columns.instant(row, "confirm_by"),
                row.get("uploaded_at", Instant.class),
                row.get("checksum", String.class),
                named(row, "scan", ScanVerdict::valueOf),
                row.get("scan_reason", String.class),
                facts(row),
                Optional.ofNullable(row.get("difference_hash", Long.class))
                        .map(DifferenceHash::new)
                        .orElse(null),
                named(row, "refusal", RefusalReason::valueOf),
                row.get("refusal_detail", String.class),
                row.get("ended_at", Instant.class));
    }

    private static <T> @Nullable T named(Readable row, String column, Function<String, T> parse) {
        return Optional.ofNullable(row.get(column, String.class)).map(parse).orElse(null);
    }

    private static @Nullable ContainerFacts facts(Readable row) {
        return Optional.ofNullable(row.get("duration_millis", Long.class))
                .map(duration -> new ContainerFacts(
                        duration,
                        Columns.whole(row, "width"),
                        Columns.whole(row, "height"),
                        Columns.text(row, "video_codec"),
                        Columns.text(row, "audio_codec"),
                        Columns.number(row, "bits_per_second")))
                .orElse(null);
    }
}
