package org.backlot.log.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.backlot.identity.api.AccountRole;
import org.backlot.identity.api.access.Caller;
import org.backlot.platform.query.ReadRequest;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.SessionId;
import org.backlot.shared.id.WorkspaceId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** The feed of all events on a real database. */
class LogFeedSliceTest {
    private final LogController feed = new LogController(
            AuditSlice.record(),
            new StoredEvents(SlicePostgres.reactive()),
            new EventsShown(new PersonalFieldsShown(Optional.empty(), JsonMapper.shared()), JsonMapper.shared()));

    @BeforeEach
    void empty_log() {
        SlicePostgres.jdbc()
                .sql("truncate log.event; update log.head set position = 0")
                .update();
    }

    @Test
    @DisplayName("LED-4: following the cursor from 0 gives every event once, in order")
    void follows() {
        for (int i = 0; i < 25; i++) {
            append("dispatch/" + i, 0, "logistics.GearReturned", "{\"n\":" + i + "}", "{}");
        }
        var seen = new ArrayList<Long>();
        long after = 0;
        for (var stretch = read(after, 10); !stretch.data().isEmpty(); stretch = read(after, 10)) {
            stretch.data().forEach(event -> seen.add(event.position()));
            assertThat(stretch.head()).isEqualTo(25);
            after = Long.parseLong(stretch.nextCursor());
        }

        assertThat(seen).hasSize(25).doesNotHaveDuplicates().isSorted();
        assertThat(read(25, 10).nextCursor()).isEqualTo("25");
    }

    @Test
    @DisplayName("LED-4: an event carries its stream, cause and payload, with personal fields sealed")
    void whole_events() {
        append(
                "account/1",
                3,
                "identity.AccountRegistered",
                "{\"email\":\"sealed:v1:AAAA\",\"regionHub\":\"MUM-04\"}",
                "{\"actor\":\"a\",\"workspace\":\"w\",\"correlationId\":\"c\",\"causationId\":\"d\",\"traceId\":\"t\"}");

        assertThat(read(0, 1).data()).singleElement().satisfies(event -> {
            assertThat(event.position()).isEqualTo(1);
            assertThat(event.type()).isEqualTo("identity.AccountRegistered");
            assertThat(event.revision()).isEqualTo("1");
            assertThat(event.stream()).isEqualTo("account/1");
            assertThat(event.sequence()).isEqualTo(3);
            assertThat(event.at()).isEqualTo("2026-11-20T06:00:00.123Z");
            assertThat(List.of(
                            String.valueOf(event.actor()),
                            String.valueOf(event.workspace()),
                            String.valueOf(event.correlationId()),
                            String.valueOf(event.causationId()),
                            String.valueOf(event.traceId())))
                    .containsExactly("a", "w", "c", "d", "t");
            assertThat(String.valueOf(event.payload()))
                    .isEqualTo("{\"email\":{\"personal\":\"sealed\"},\"regionHub\":\"MUM-04\"}");
        });
    }

    @Test
    @DisplayName("LED-4: an empty log has head 0 and a cursor to come back with")
    void nothing_yet() {
        assertThat(read(0, 100)).isEqualTo(new LoggedEvent.Stretch(List.of(), "0", 0));
    }

    @ParameterizedTest
    @DisplayName("LED-4: only those who audit read the log, and the role is checked before anything else")
    @EnumSource(AccountRole.class)
    void only_auditors(AccountRole role) {
        var answer = feed.log(as(role), -1, 5000);

        assertThatThrownBy(answer::block)
                .isInstanceOfSatisfying(
                        Rejection.class,
                        refused -> assertThat(refused.code())
                                .isEqualTo(
                                        role.audits()
                                                ? CommonRejection.PARAMETER_INVALID
                                                : CommonRejection.NOT_ALLOWED));
    }

    private LoggedEvent.Stretch read(long after, int limit) {
        return Optional.ofNullable(
                        feed.log(as(AccountRole.AUDITOR), after, limit).block())
                .orElseThrow();
    }

    private static ReadRequest as(AccountRole role) {
        var caller = new Caller(
                new AccountId(new UUID(1, 1)),
                new SessionId(new UUID(1, 2)),
                role,
                new WorkspaceId(new UUID(1, 3)),
                true);
        return new ReadRequest(Optional.of(caller), OptionalLong.empty());
    }

    private static void append(String stream, long sequence, String type, String payload, String metadata) {
        SlicePostgres.jdbc()
                .sql("""
                        with head as (update log.head set position = position + 1 returning position)
                        insert into log.event (position, event_id, stream, sequence, type, revision, payload, metadata, at)
                        select position, ?, ?, ?, ?, '1', ?, ?, '2026-11-20T06:00:00.123Z' from head
                        """)
                .params(List.of("event of " + stream, stream, sequence, type, payload, metadata))
                .update();
    }
}
