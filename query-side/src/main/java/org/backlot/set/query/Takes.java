// Why this file exists: the log of takes is read by people, by edit lists and by clocks; its rows are read here only.
package org.backlot.set.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.backlot.platform.query.Page;
import org.backlot.platform.query.PageRequest;
import org.backlot.set.api.UnitClock;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.SceneId;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.id.TakeId;
import org.backlot.shared.id.UnitId;
import org.backlot.shared.timecode.FrameRate;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads the projection {@code takes}. */
@Component
public class Takes {
    private final DatabaseClient database;

    public Takes(DatabaseClient database) {
        this.database = database;
    }

    /**
     * A take as it was logged.
     *
     * @param sceneNumber absent where the scene is on no screenplay
     * @param endsAt absent while it rolls, as are {@code frames}, {@code cutAt} and {@code cutBy}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TakeLine(
            TakeId takeId,
            UnitId unitId,
            SceneId sceneId,
            @Nullable String sceneNumber,
            ShotId shotId,
            int takeNumber,
            String slate,
            String cameraRoll,
            String frameRate,
            String startsAt,
            @Nullable String endsAt,
            @Nullable Long frames,
            boolean circled,
            LocalDate shootingDay,
            Instant rolledAt,
            AccountId rolledBy,
            @Nullable Instant cutAt,
            @Nullable AccountId cutBy,
            @Nullable Instant circledAt,
            @Nullable AccountId circledBy) {}

    /** The takes of a unit, the last one first. */
    public Mono<Page<TakeLine>> of(UnitId unit, PageRequest page) {
        var lines = database.sql("""
                        select t.*, s.number as scene_number
                        from takes.take t left join takes.scene s on s.scene_id = t.scene_id
                        where t.unit_id = :unit
                        order by t.position desc
                        limit :limit offset :offset
                        """)
                .bind("unit", unit.value())
                .bind("limit", page.limit())
                .bind("offset", page.offset())
                .map(Takes::line)
                .all()
                .collectList();
        var total = database.sql("select count(*) as total from takes.take where unit_id = :unit")
                .bind("unit", unit.value())
                .map(row -> required(row.get("total", Long.class)))
                .one();
        return Mono.zip(lines, total, (data, count) -> Page.of(List.copyOf(data), count, page));
    }

    /** What a unit's mission clock is made of; empty while the unit is unknown to the projection. */
    public Mono<UnitClock> clockOf(UnitId unit) {
        return database.sql("select frame_rate, time_zone from takes.unit where unit_id = :unit")
                .bind("unit", unit.value())
                .map(row -> new UnitClock(
                        FrameRate.of(required(row.get("frame_rate", String.class))),
                        ZoneId.of(required(row.get("time_zone", String.class)))))
                .one();
    }

    private static TakeLine line(Readable row) {
        return new TakeLine(
                new TakeId(required(row.get("take_id", UUID.class))),
                new UnitId(required(row.get("unit_id", UUID.class))),
                new SceneId(required(row.get("scene_id", UUID.class))),
                row.get("scene_number", String.class),
                new ShotId(required(row.get("shot_id", UUID.class))),
                required(row.get("take_number", Integer.class)),
                required(row.get("slate", String.class)),
                required(row.get("camera_roll", String.class)),
                required(row.get("frame_rate", String.class)),
                required(row.get("starts_at", String.class)),
                row.get("ends_at", String.class),
                row.get("frames", Long.class),
                required(row.get("circled", Boolean.class)),
                required(row.get("shooting_day", LocalDate.class)),
                required(row.get("rolled_at", OffsetDateTime.class)).toInstant(),
                new AccountId(required(row.get("rolled_by", UUID.class))),
                instant(row, "cut_at"),
                account(row, "cut_by"),
                instant(row, "circled_at"),
                account(row, "circled_by"));
    }

    private static @Nullable Instant instant(Readable row, String column) {
        var at = row.get(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable AccountId account(Readable row, String column) {
        var id = row.get(column, UUID.class);
        return id == null ? null : new AccountId(id);
    }

    private static <T> T required(@Nullable T value) {
        return Optional.ofNullable(value).orElseThrow();
    }
}
