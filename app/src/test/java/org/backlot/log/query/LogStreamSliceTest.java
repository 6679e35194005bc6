package org.backlot.log.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.backlot.identity.api.AccountRole;
import org.backlot.identity.query.access.StandingSessions;
import org.backlot.log.api.LogArrivals;
import org.backlot.log.api.LogRejection;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/** The live feed on a real database. */
class LogStreamSliceTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    /** Stands for the log's signal; a test says itself when the log has grown. */
    private static final class Notices implements LogArrivals {
        private record Listener(LongConsumer newest, Runnable over) {}

        private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

        @Override
        public Listening listen(LongConsumer newest, Runnable over) {
            var listener = new Listener(newest, over);
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }

        void grown(long position) {
            listeners.forEach(listener -> listener.newest().accept(position));
        }

        void over() {
            listeners.forEach(listener -> listener.over().run());
        }
    }

    private final Notices notices = new Notices();
    private final StoredEvents stored = new StoredEvents(SlicePostgres.reactive());
    private final LogStreamController feed = new LogStreamController(
            AuditSlice.record(),
            new StandingSessions(SlicePostgres.reactive()),
            new LiveLog(stored, notices),
            new EventsShown(new PersonalFieldsShown(Optional.empty(), JsonMapper.shared()), JsonMapper.shared()),
            Duration.ofMillis(50));
    private int written;

    @BeforeEach
    void signed_in_before_an_empty_log() {
        SlicePostgres.jdbc().sql("""
                        truncate log.event; update log.head set position = 0;
                        truncate public.audit_read restart identity;
                        drop schema if exists access cascade;
                        create schema access;
                        create table access.account (account_id uuid, erased boolean);
                        create table access.session (session_id uuid, account_id uuid, revoked_at timestamptz);
                        insert into access.account values ('00000000-0000-0001-0000-000000000001', false),
                            ('00000000-0000-0001-0000-000000000005', false);
                        insert into access.session values ('00000000-0000-0001-0000-000000000002',
                            '00000000-0000-0001-0000-000000000001', null),
                            ('00000000-0000-0001-0000-000000000002', '00000000-0000-0001-0000-000000000005', null);
                        """).update();
    }

    @Test
    @DisplayName("LED-4: the live feed gives what is there and then what comes, each once, in order")
    void live() {
        append(450);
        var seen = new CopyOnWriteArrayList<Long>();
        var reading = follow(0, null, seen);
        Awaitility.await().atMost(SOON).until(() -> seen.size() == 450);

        for (int i = 0; i < 20; i++) {
            append(3);
            notices.grown(written);
        }

        Awaitility.await().atMost(SOON).until(() -> seen.size() == 510);
        assertThat(seen).isEqualTo(LongStream.rangeClosed(1, 510).boxed().toList());
        reading.dispose();
    }

    @Test
    @DisplayName("LED-4: a lost notice costs time, never an event")
    void lost_notice() {
        var seen = new CopyOnWriteArrayList<Long>();
        var reading = follow(0, null, seen);
        append(1);
        Awaitility.await().atMost(SOON).until(() -> seen.size() == 1);
        append(1);

        Awaitility.await().atMost(SOON).until(() -> seen.size() == 2);
        reading.dispose();
    }

    @Test
    @DisplayName("LED-4: Last-Event-ID goes on where a client was, whatever else it asks for")
    void resumed() {
        append(10);
        var seen = new CopyOnWriteArrayList<Long>();
        var reading = follow(2, "7", seen);

        Awaitility.await().atMost(SOON).until(() -> seen.size() == 3);
        assertThat(seen).containsExactly(8L, 9L, 10L);
        reading.dispose();
        for (var wrong : List.of("x", "-1", "7.5")) {
            var answer = feed.stream(AuditSlice.as(AccountRole.AUDITOR), 0, wrong);
            assertThatThrownBy(answer::block)
                    .isInstanceOfSatisfying(
                            Rejection.class,
                            refused -> assertThat(refused.code()).isEqualTo(CommonRejection.PARAMETER_INVALID));
        }
    }

    @Test
    @DisplayName(
            "LED-4: while nothing happens a comment is sent; the feed ends with the session, and both ends are recorded")
    void ends_with_the_session() {
        append(2);
        var comments = new CopyOnWriteArrayList<String>();
        var done = new ArrayList<Boolean>();
        // Somebody of their own: feeds of other tests may still be recording their end.
        var reader = new UUID(1, 5);
        events(reader, 0, null)
                .doOnNext(event -> Optional.ofNullable(event.comment()).ifPresent(comments::add))
                .doOnComplete(() -> done.add(true))
                .subscribe();
        Awaitility.await().atMost(SOON).until(() -> comments.contains("position 2"));
        assertThat(done).isEmpty();

        SlicePostgres.jdbc().sql("update access.session set revoked_at = now()").update();

        Awaitility.await().atMost(SOON).until(() -> !done.isEmpty());
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(SlicePostgres.jdbc()
                                .sql(
                                        "select read || ' ' || asked::text from public.audit_read where account_id = ? order by id")
                                .param(reader)
                                .query(String.class)
                                .list())
                        .containsExactly(
                                "log.stream {\"after\": 0}", "log.stream.ended {\"after\": 0, \"through\": 2}"));
    }

    @Test
    @DisplayName("LED-4: the live feed ends when the program stops, so that nothing waits for it")
    void ends_with_the_program() {
        append(2);
        var seen = new CopyOnWriteArrayList<String>();
        var done = new CopyOnWriteArrayList<Boolean>();
        events(AuditSlice.AUDITOR, 0, null)
                .doOnComplete(() -> done.add(true))
                .subscribe(event -> Optional.ofNullable(event.id()).ifPresent(seen::add));
        Awaitility.await().atMost(SOON).until(() -> seen.size() == 2);

        notices.over();

        Awaitility.await().atMost(SOON).until(() -> !done.isEmpty());
    }

    @Test
    @DisplayName("LED-4: only so many live feeds at once, and whoever leaves makes room")
    void bounded() {
        var open = new ArrayList<Disposable>();
        for (int i = 0; i < 32; i++) {
            open.add(follow(0, null, new CopyOnWriteArrayList<>()));
        }
        var oneMore = feed.stream(AuditSlice.as(AccountRole.AUDITOR), 0, null);
        assertThatThrownBy(oneMore::block).isInstanceOfSatisfying(Rejection.class, refused -> {
            assertThat(refused.code()).isEqualTo(LogRejection.AUDIT_BUSY);
            assertThat(refused.retryAfter()).isPresent();
        });

        open.forEach(Disposable::dispose);

        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            assertThat(oneMore.blockOptional()).isPresent();
            assertThat(notices.listeners).isEmpty();
        });
    }

    @Test
    @DisplayName("LED-4: the live feed is for those who audit")
    void only_auditors() {
        var answer = feed.stream(AuditSlice.as(AccountRole.PRODUCTION), -1, "x");
        assertThatThrownBy(answer::block)
                .isInstanceOfSatisfying(
                        Rejection.class, refused -> assertThat(refused.code()).isEqualTo(CommonRejection.NOT_ALLOWED));
    }

    private Disposable follow(long after, @Nullable String lastEventId, List<Long> seen) {
        return events(AuditSlice.AUDITOR, after, lastEventId)
                .filter(event -> event.id() != null)
                .subscribe(event -> seen.add(Long.parseLong(Objects.requireNonNull(event.id()))));
    }

    private Flux<ServerSentEvent<LoggedEvent>> events(UUID reader, long after, @Nullable String lastEventId) {
        var answer = Objects.requireNonNull(feed.stream(AuditSlice.as(AccountRole.AUDITOR, reader), after, lastEventId)
                .block());
        return Objects.requireNonNull(answer.getBody());
    }

    private void append(int events) {
        SlicePostgres.jdbc()
                .sql("""
                        with new as (
                            insert into log.event (position, event_id, stream, sequence, type, revision, payload, metadata, at)
                            select n, 'e' || n, 'dispatch/' || n, 0, 'logistics.GearReturned', '1', '{"n":1}', '{}',
                                '2026-11-20T06:00:00Z'
                            from generate_series(cast(? as int), cast(? as int)) n
                        )
                        update log.head set position = ?
                        """)
                .params(written + 1, written + events, written + events)
                .update();
        written += events;
    }
}
