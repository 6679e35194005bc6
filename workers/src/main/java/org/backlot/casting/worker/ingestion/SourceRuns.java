package org.backlot.casting.worker.ingestion;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.backlot.casting.api.ingestion.RunFailure;
import org.backlot.shared.id.IngestionSourceId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How sources were read the last time, and where to go on: a row each. What of it is a fact has events. */
@Component
final class SourceRuns {
    private final JdbcClient jdbc;
    private final Clock clock;

    SourceRuns(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A crawl that was begun. */
    record BegunCrawl(String id, Instant since) {}

    /**
     * Where to go on.
     *
     * @param failures since it was last read
     */
    record Position(int failures, Optional<Instant> readUntil, Optional<BegunCrawl> crawl) {}

    /** What a run saw. */
    record Counts(int seen, int matched, int fresh) {}

    /** Notes that what was asked for until now is being done. */
    void heard(IngestionSourceId source) {
        jdbc.sql("update public.casting_source_run set asked = false where source_id = ?")
                .param(source.value())
                .update();
    }

    /** Notes that a run begins. */
    Position begin(IngestionSourceId source) {
        return jdbc.sql("""
                        insert into public.casting_source_run as r (source_id, started_at) values (:source, :now)
                        on conflict (source_id) do update set started_at = :now
                        returning r.failures, r.read_until, r.crawl_id, r.crawl_since
                        """)
                .param("source", source.value())
                .param("now", now())
                .query((row, _) -> new Position(
                        row.getInt("failures"),
                        time(row.getObject("read_until", OffsetDateTime.class)),
                        crawl(row.getString("crawl_id"), row.getObject("crawl_since", OffsetDateTime.class))))
                .single();
    }

    /** Notes a crawl before anybody waits for it: whoever takes over from a process that dies goes on with it. */
    void crawling(IngestionSourceId source, String crawl) {
        jdbc.sql("update public.casting_source_run set crawl_id = ?, crawl_since = ? where source_id = ?")
                .params(crawl, now(), source.value())
                .update();
    }

    /** Notes that there is no crawl to go on with. */
    void crawled(IngestionSourceId source) {
        jdbc.sql("update public.casting_source_run set crawl_id = null, crawl_since = null where source_id = ?")
                .param(source.value())
                .update();
    }

    /** @param readUntil what was written before is known; absent where that is no question */
    void succeeded(IngestionSourceId source, Counts counts, @Nullable Instant readUntil, Instant nextAt) {
        jdbc.sql("""
                        update public.casting_source_run set ended_at = :now, failure = null, failures = 0, seen = :seen,
                            matched = :matched, fresh = :fresh, next_at = :next, read_until = coalesce(:until, read_until)
                        where source_id = :source
                        """)
                .param("source", source.value())
                .param("now", now())
                .param("seen", counts.seen())
                .param("matched", counts.matched())
                .param("fresh", counts.fresh())
                .param("next", nextAt.atOffset(ZoneOffset.UTC))
                .param(
                        "until",
                        Optional.ofNullable(readUntil)
                                .map(until -> until.atOffset(ZoneOffset.UTC))
                                .orElse(null),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    void failed(IngestionSourceId source, RunFailure failure, Instant nextAt) {
        jdbc.sql("""
                        update public.casting_source_run set ended_at = ?, failure = ?, failures = failures + 1, seen = 0,
                            matched = 0, fresh = 0, next_at = ?
                        where source_id = ?
                        """)
                .params(now(), failure.name(), nextAt.atOffset(ZoneOffset.UTC), source.value())
                .update();
    }

    /** Whether somebody has asked for another run since the running one began. */
    boolean askedAgain(IngestionSourceId source) {
        return jdbc.sql("select count(*) from public.casting_source_run where source_id = ? and asked")
                        .param(source.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    void forget(IngestionSourceId source) {
        jdbc.sql("delete from public.casting_source_run where source_id = ?")
                .param(source.value())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Optional<BegunCrawl> crawl(@Nullable String id, @Nullable OffsetDateTime since) {
        return id == null || since == null ? Optional.empty() : Optional.of(new BegunCrawl(id, since.toInstant()));
    }

    private static Optional<Instant> time(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
