package org.backlot.log.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.backlot.identity.api.AccountRole;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.json.JsonMapper;

/** The record of audit reads on a real database. */
class AuditRecordSliceTest {
    private final AuditRecord record = AuditSlice.record();
    private final LogController feed = new LogController(
            record,
            new StoredEvents(SlicePostgres.reactive()),
            new EventsShown(new PersonalFieldsShown(Optional.empty(), JsonMapper.shared()), JsonMapper.shared()));
    private final AuditReadController reads = new AuditReadController(record);

    @BeforeEach
    void nothing_was_read() {
        SlicePostgres.jdbc()
                .sql(
                        "truncate public.audit_read restart identity; truncate log.event; update log.head set position = 0")
                .update();
    }

    @Test
    @DisplayName("LED-4: a read of the log is recorded with who, when and what, and so is a read of the record")
    void recorded() {
        feed.log(AuditSlice.as(AccountRole.AUDITOR), 17, 5).block();
        var other = new UUID(7, 7);
        feed.log(AuditSlice.as(AccountRole.ADMIN, other), 0, 1).block();

        var stretch = read(0, 10, null);
        assertThat(stretch.data())
                .extracting(AuditReadController.RecordedRead::read)
                .containsExactly("log.feed", "log.feed", "log.audit-reads");
        assertThat(stretch.data().getFirst()).satisfies(first -> {
            assertThat(first.account()).isEqualTo(AuditSlice.AUDITOR);
            assertThat(first.role()).isEqualTo(AccountRole.AUDITOR);
            assertThat(first.at()).isEqualTo(AuditSlice.NOW);
            assertThat(first.asked().toString()).isEqualTo("{\"after\": 17, \"limit\": 5}".replace(" ", ""));
        });
        assertThat(read(0, 10, other.toString()).data())
                .singleElement()
                .satisfies(one -> assertThat(one.role()).isEqualTo(AccountRole.ADMIN));
        assertThat(read(Long.parseLong(stretch.nextCursor()), 10, null).data())
                .as("the cursor goes on with what came later")
                .hasSize(2);
    }

    @Test
    @DisplayName("LED-4: where the record cannot be written, nothing is given out")
    void nothing_without_a_record() {
        SlicePostgres.jdbc().sql("alter table public.audit_read rename to away").update();
        try {
            var answer = feed.log(AuditSlice.as(AccountRole.AUDITOR), 0, 5);
            assertThatThrownBy(answer::block).isInstanceOf(DataAccessException.class);
        } finally {
            SlicePostgres.jdbc()
                    .sql("alter table public.away rename to audit_read")
                    .update();
        }
    }

    @Test
    @DisplayName("LED-4: a record of a read is never changed or taken back")
    void stays() {
        feed.log(AuditSlice.as(AccountRole.AUDITOR), 0, 1).block();

        for (var change : List.of("update public.audit_read set read = 'x'", "delete from public.audit_read")) {
            var statement = SlicePostgres.jdbc().sql(change);
            assertThatThrownBy(statement::update).hasMessageContaining("never changed");
        }
    }

    @ParameterizedTest
    @DisplayName("LED-4: whoever does not audit sees no record of reads, and leaves none")
    @EnumSource(
            value = AccountRole.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"AUDITOR", "ADMIN"})
    void others_see_nothing(AccountRole role) {
        var answer = reads.reads(AuditSlice.as(role), 0, 10, null);

        assertThatThrownBy(answer::block)
                .isInstanceOfSatisfying(
                        Rejection.class, refused -> assertThat(refused.code()).isEqualTo(CommonRejection.NOT_ALLOWED));
        assertThat(SlicePostgres.jdbc()
                        .sql("select count(*) from public.audit_read")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    @DisplayName("CMP-3: words that were searched for stand in the record as a digest")
    void words_are_not_recorded() {
        assertThat(record.digestOf(" Noura Al-Harbi "))
                .isEqualTo(record.digestOf("noura al-harbi"))
                .matches("[0-9a-f]{32}")
                .isNotEqualTo(record.digestOf("somebody else"));
    }

    private AuditReadController.AuditReads read(
            long after, int limit, @org.jspecify.annotations.Nullable String reader) {
        return Optional.ofNullable(reads.reads(AuditSlice.as(AccountRole.AUDITOR), after, limit, reader)
                        .block())
                .orElseThrow();
    }
}
