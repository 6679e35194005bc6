package org.backlot.logistics.command.telemetry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.backlot.logistics.api.Latitude;
import org.backlot.logistics.api.Longitude;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.DispatchId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where gear was seen (LOG-4). Telemetry, not facts: it never enters the log, and because it also says where a person
 * was, it is kept for thirty days and never logged.
 */
@Component
public final class GearPositions {
    /** How long a position is kept. */
    public static final Duration KEPT = Duration.ofDays(30);

    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);
    private static final Duration LONGEST_JOURNEY = Duration.ofDays(365);
    private static final int PURGED_AT_ONCE = 1000;

    private final JdbcClient jdbc;
    private final Clock clock;

    public GearPositions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Keeps one position; a second one of the same instant replaces the first.
     *
     * @param at when the device fixed it; one that arrives late joins the history behind newer ones
     * @param eta when the holder expects to arrive
     * @throws Rejection {@code FIELD_INVALID} for a fix from the future or older than {@link #KEPT}, or an arrival
     *     before the fix
     */
    public void report(
            DispatchId dispatch,
            AccountId holder,
            Latitude latitude,
            Longitude longitude,
            Instant at,
            Optional<Instant> eta) {
        var now = clock.instant();
        if (at.isAfter(now.plus(CLOCK_SKEW)) || at.isBefore(now.minus(KEPT))) {
            throw Rejection.of(CommonRejection.FIELD_INVALID, "A position is of the last 30 days, not of the future.")
                    .at("at");
        }
        if (eta.filter(arrival -> arrival.isBefore(at) || arrival.isAfter(at.plus(LONGEST_JOURNEY)))
                .isPresent()) {
            throw Rejection.of(CommonRejection.FIELD_INVALID, "An arrival lies within a year after the position.")
                    .at("eta");
        }
        jdbc.sql("""
                        insert into telemetry.gear_position (dispatch_id, at, holder, lat, lng, eta)
                        values (:dispatch, :at, :holder, :lat, :lng, cast(:eta as timestamptz))
                        on conflict (dispatch_id, at) do update
                        set holder = excluded.holder, lat = excluded.lat, lng = excluded.lng, eta = excluded.eta
                        """)
                .param("dispatch", dispatch.value())
                .param("at", utc(at))
                .param("holder", holder.value())
                .param("lat", latitude.degrees())
                .param("lng", longitude.degrees())
                .param("eta", eta.map(GearPositions::utc).orElse(null))
                .update();
        purge();
    }

    /** Deletes all positions that are older than {@link #KEPT}. */
    public void purgeAll() {
        while (purge() == PURGED_AT_ONCE) {
            // The next thousand, so that no single statement is long.
        }
    }

    // Each report does it too, so that the table stays small between the regular runs.
    private int purge() {
        return jdbc.sql("""
                        delete from telemetry.gear_position where ctid = any (array(
                            select ctid from telemetry.gear_position where at < :oldest
                            order by at limit :most for update skip locked))
                        """)
                .param("oldest", utc(clock.instant().minus(KEPT)))
                .param("most", PURGED_AT_ONCE)
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
