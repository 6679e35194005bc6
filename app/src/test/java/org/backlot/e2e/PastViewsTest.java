package org.backlot.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.backlot.log.api.LogRejection;
import org.backlot.log.api.PastViews;
import org.backlot.log.api.PastViews.Held;
import org.backlot.log.app.TidiedViews;
import org.backlot.platform.app.demo.Person;
import org.backlot.shared.Rejection;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("Views as they were")
class PastViewsTest {
    private static final TestBacklot BACKLOT = TestBacklot.shared();

    private final PastViews past = BACKLOT.running().context().getBean(PastViews.class);
    private final JdbcClient jdbc = BACKLOT.running().context().getBean(JdbcClient.class);

    @Test
    @DisplayName("LED-1: one copy serves all who ask for the same view and position; only so many are kept")
    void bounded() {
        BACKLOT.projectOf(BACKLOT.somebody("production"));
        var held = new ArrayList<Held>();
        try {
            for (int position = 1; position <= 8; position++) {
                held.add(past.at("slate", position));
            }
            var again = past.at("slate", 3);
            assertThat(again.schema()).isEqualTo(held.get(2).schema());
            again.release();

            assertThatThrownBy(() -> past.at("slate", 9)).isInstanceOfSatisfying(Rejection.class, refused -> {
                assertThat(refused.code()).isEqualTo(LogRejection.PAST_BUSY);
                assertThat(refused.retryAfter()).isPresent();
            });
        } finally {
            held.forEach(Held::release);
        }
        // One of those that nobody holds any more makes room.
        var next = past.at("slate", 9);
        assertThat(exists(next.schema())).isTrue();
        next.release();
    }

    @Test
    @DisplayName("LED-1: every table of a view has a key by which its rows can be compared")
    void tables_have_keys() {
        assertThat(jdbc.sql("""
                                select n.nspname || '.' || t.relname from pg_class t
                                join pg_namespace n on n.oid = t.relnamespace
                                where t.relkind = 'r' and n.nspname in ('access', 'audit', 'contracts', 'custody',
                                    'daily_reports', 'identity', 'ledger', 'slate', 'takes')
                                and not exists (select 1 from pg_index i where i.indrelid = t.oid and i.indisprimary)
                                """).query(String.class).list()).isEmpty();
    }

    @Test
    @DisplayName("CMP-2: a copy from before an erasure is not given out after it, and is dropped")
    void erasure() {
        var person = BACKLOT.somebody("production");
        long position = person.api().position();
        var before = past.at("identity", position);
        assertThat(nameIn(before, person)).isEqualTo(person.name());
        before.release();

        person.api().delete("/api/v1/registry/accounts/" + person.accountId()).expectSuccess();

        var after = past.at("identity", position);
        assertThat(after.schema()).isNotEqualTo(before.schema());
        assertThat(nameIn(after, person)).isEqualTo("[erased]");
        TidiedViews.now(past);
        assertThat(exists(before.schema())).isFalse();
        assertThat(exists(after.schema())).as("it is held").isTrue();
        after.release();
    }

    @Test
    @DisplayName("LED-1: what a killed process left behind is dropped by another")
    void left_behind() {
        jdbc.sql("create schema past_of_a_dead_process").update();
        jdbc.sql("insert into public.past_view (schema, projection, position, until)"
                        + " values ('past_of_a_dead_process', 'slate', 1, now() - interval '1 second')")
                .update();

        TidiedViews.now(past);

        assertThat(exists("past_of_a_dead_process")).isFalse();
    }

    private String nameIn(Held held, Person person) {
        return jdbc.sql("select name from " + held.schema() + ".account where account_id = cast(? as uuid)")
                .param(person.accountId())
                .query(String.class)
                .single();
    }

    private boolean exists(String schema) {
        return jdbc.sql("select count(*) from information_schema.schemata where schema_name = ?")
                        .param(schema)
                        .query(Long.class)
                        .single()
                > 0;
    }
}
