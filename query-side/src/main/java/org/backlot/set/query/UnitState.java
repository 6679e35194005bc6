// Why this file exists: the state of a unit is shown alike to a reader and to a socket.
package org.backlot.set.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.backlot.set.api.UnitClock;
import org.backlot.shared.timecode.FrameRate;
import org.jspecify.annotations.Nullable;

/**
 * The live state of a unit (CLAP week 6).
 *
 * @param epoch names the filling of the state's store; with another one offsets must not be compared
 * @param offset the log position of the last change, 0 where nothing happened yet
 * @param status {@code ROLLING} or {@code IDLE}
 * @param timecode of the last roll or cut
 * @param activeShot the slate that rolls; absent while idle
 * @param lastSlate the slate that rolled last
 * @param takes how many takes are logged
 * @param circled how many of them are to print
 * @param since when the status began
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UnitState(
        @Nullable String epoch,
        long offset,
        String unitId,
        @Nullable String projectId,
        String status,
        @Nullable String timecode,
        @Nullable String activeShot,
        @Nullable String lastSlate,
        @Nullable String takeId,
        @Nullable Integer takeNumber,
        @Nullable String shotId,
        @Nullable String sceneId,
        @Nullable String cameraRoll,
        long takes,
        long circled,
        @Nullable String frameRate,
        @Nullable String timeZone,
        @Nullable Instant since) {

    /** Reads the hash that the projection keeps; an empty one is an idle unit. */
    public static UnitState of(String unitId, Map<String, String> hash) {
        return new UnitState(
                text(hash, "epoch").orElse(null),
                text(hash, "position").map(Long::valueOf).orElse(0L),
                unitId,
                text(hash, "projectId").orElse(null),
                text(hash, "status").orElse("IDLE"),
                text(hash, "timecode").orElse(null),
                text(hash, "activeShot").orElse(null),
                text(hash, "lastSlate").orElse(null),
                text(hash, "takeId").orElse(null),
                text(hash, "takeNumber").map(Integer::valueOf).orElse(null),
                text(hash, "shotId").orElse(null),
                text(hash, "sceneId").orElse(null),
                text(hash, "cameraRoll").orElse(null),
                text(hash, "takes").map(Long::valueOf).orElse(0L),
                text(hash, "circled").map(Long::valueOf).orElse(0L),
                text(hash, "frameRate").orElse(null),
                text(hash, "timeZone").orElse(null),
                text(hash, "since").map(Instant::parse).orElse(null));
    }

    /** What the unit's mission clock is made of; empty while the unit is not open. */
    public Optional<UnitClock> clock() {
        return frameRate == null || timeZone == null
                ? Optional.empty()
                : Optional.of(new UnitClock(FrameRate.of(frameRate), ZoneId.of(timeZone)));
    }

    private static Optional<String> text(Map<String, String> hash, String field) {
        return Optional.ofNullable(hash.get(field)).filter(value -> !value.isEmpty());
    }
}
