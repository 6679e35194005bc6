package org.backlot.log.app;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Events that followers have laid aside. Whoever changes what lies here for a follower holds that follower's row, and does
 * it in the commit in which its position moves; so a follower and its letters can never disagree.
 */
public final class DeadLetters {
    private static final String COLUMNS =
            "follower, position, sequence, stream, event_type, attempts, first_failed_at, last_failed_at, error_type,"
                    + " error_message, parked_at";

    private final JdbcClient jdbc;
    private final Clock clock;

    public DeadLetters(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One event that a follower has not handled.
     *
     * @param sequence what waits behind one another
     * @param attempts how often it was tried; 0 where it only waits behind another
     * @param errorType the class of the last failure
     * @param errorMessage codes and places of the last failure; nothing that the event says
     */
    public record Letter(
            String follower,
            long position,
            String sequence,
            String stream,
            String eventType,
            int attempts,
            @Nullable Instant firstFailedAt,
            @Nullable Instant lastFailedAt,
            @Nullable String errorType,
            @Nullable String errorMessage,
            Instant parkedAt) {}

    /** What is laid aside: an event, as far as it can be read. */
    record Event(long position, String sequence, String stream, String type) {}

    /** Lays an event aside that has failed. */
    void park(String follower, Event event, Failure failure, int attempts, Instant firstFailedAt) {
        insert(follower, event, attempts)
                .param("first", at(firstFailedAt))
                .param("last", at(clock.instant()))
                .param("type", failure.type())
                .param("message", failure.message())
                .update();
        recount(follower);
    }

    /** Lays an event aside because an earlier one of its sequence lies there; {@link #recount} when all are. */
    void parkBehind(String follower, Event event) {
        insert(follower, event, 0)
                .param("first", null, java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("last", null, java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("type", null, java.sql.Types.VARCHAR)
                .param("message", null, java.sql.Types.VARCHAR)
                .update();
    }

    private JdbcClient.StatementSpec insert(String follower, Event event, int attempts) {
        return jdbc.sql("""
                        insert into public.dead_letter (follower, position, sequence, stream, event_type, attempts,
                            first_failed_at, last_failed_at, error_type, error_message, parked_at)
                        values (:follower, :position, :sequence, :stream, :event, :attempts, :first, :last, :type,
                            :message, :now)
                        """)
                .param("follower", follower)
                .param("position", event.position())
                .param("sequence", event.sequence())
                .param("stream", event.stream())
                .param("event", event.type())
                .param("attempts", attempts)
                .param("now", at(clock.instant()));
    }

    /** Writes down that one was tried again, in vain. */
    void failedAgain(String follower, long position, Failure failure) {
        jdbc.sql("""
                        update public.dead_letter set attempts = attempts + 1,
                            first_failed_at = coalesce(first_failed_at, :now), last_failed_at = :now,
                            error_type = :type, error_message = :message
                        where follower = :follower and position = :position
                        """)
                .param("now", at(clock.instant()))
                .param("type", failure.type())
                .param("message", failure.message())
                .param("follower", follower)
                .param("position", position)
                .update();
    }

    /** Takes one away; false where it is gone already. */
    boolean remove(String follower, long position) {
        boolean removed = jdbc.sql("delete from public.dead_letter where follower = ? and position = ?")
                        .params(follower, position)
                        .update()
                > 0;
        recount(follower);
        return removed;
    }

    void removeAll(String follower) {
        jdbc.sql("delete from public.dead_letter where follower = ?")
                .param(follower)
                .update();
        recount(follower);
    }

    /** Lays one aside that has failed now. */
    void park(String follower, Event event, Failure failure, int attempts) {
        park(follower, event, failure, attempts, clock.instant());
    }

    /** Lets the letters of one name take the place of another's. */
    void replace(String follower, String by) {
        jdbc.sql("delete from public.dead_letter where follower = ?")
                .param(follower)
                .update();
        jdbc.sql("update public.dead_letter set follower = ? where follower = ?")
                .params(follower, by)
                .update();
        recount(follower);
    }

    /** Whether an operator has decided that the follower does without it. */
    boolean isDiscarded(String follower, long position) {
        return jdbc.sql("select count(*) from log.event where stream = ? and type = 'log.DeadLetterDiscarded'")
                        .param("dead-letter/" + follower + "/" + position)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Brings the number in the follower's row in line with what lies here. */
    void recount(String follower) {
        jdbc.sql("""
                        update public.log_follower set parked =
                            (select count(*) from public.dead_letter where follower = :follower)
                        where name = :follower
                        """).param("follower", follower).update();
    }

    /** The sequences of which something lies here. */
    Set<String> sequences(String follower) {
        return new HashSet<>(jdbc.sql("select distinct sequence from public.dead_letter where follower = ?")
                .param(follower)
                .query(String.class)
                .list());
    }

    /** The oldest of a sequence: the one that the others wait for. */
    Optional<Letter> first(String follower, String sequence) {
        return jdbc.sql("select " + COLUMNS + " from public.dead_letter where follower = ? and sequence = ?"
                        + " order by position limit 1")
                .params(follower, sequence)
                .query(DeadLetters::letter)
                .optional();
    }

    public Optional<Letter> find(String follower, long position) {
        return jdbc.sql("select " + COLUMNS + " from public.dead_letter where follower = ? and position = ?")
                .params(follower, position)
                .query(DeadLetters::letter)
                .optional();
    }

    /** The oldest letters of all followers, or of one. */
    public List<Letter> oldest(Optional<String> follower, int limit) {
        return jdbc.sql("select " + COLUMNS + " from public.dead_letter where :follower in ('', follower)"
                        + " and position('/' in follower) = 0"
                        + " order by position, follower limit :limit")
                .param("follower", follower.orElse(""))
                .param("limit", limit)
                .query(DeadLetters::letter)
                .list();
    }

    /** How many lie here. */
    public long count(String follower) {
        return jdbc.sql("select count(*) from public.dead_letter where follower = ?")
                .param(follower)
                .query(Long.class)
                .single();
    }

    private static Letter letter(ResultSet row, int number) throws SQLException {
        return new Letter(
                row.getString("follower"),
                row.getLong("position"),
                row.getString("sequence"),
                row.getString("stream"),
                row.getString("event_type"),
                row.getInt("attempts"),
                instant(row, "first_failed_at"),
                instant(row, "last_failed_at"),
                row.getString("error_type"),
                row.getString("error_message"),
                row.getObject("parked_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
