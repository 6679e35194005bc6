// Why this file exists: that a mail goes out once an hour at most is seen only where an hour passes, and no test can
// wait.
package org.backlot.casting.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.backlot.casting.projection.CastingSearchProjection;
import org.backlot.identity.worker.MailOrder;
import org.backlot.identity.worker.QueuedMail;
import org.backlot.log.query.SlicePostgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

class SearchAlertMailSliceTest {
    private static final UUID KEEPER = new UUID(1, 1);
    private static final UUID RIDERS = new UUID(2, 1);
    private static final UUID SINGERS = new UUID(2, 2);

    private final JdbcClient jdbc = SlicePostgres.jdbc();
    private final QueuedMail mails = new QueuedMail();
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private long position;

    @BeforeEach
    void empty() throws IOException {
        var view = new CastingSearchProjection(jdbc, JsonMapper.shared());
        jdbc.sql(
                        "drop schema if exists %1$s cascade; drop schema if exists search_mail cascade; create schema %1$s; set search_path = %1$s, public"
                                .formatted(view.schema()))
                .update();
        jdbc.sql(view.ddl()).update();
        jdbc.sql(new ClassPathResource("db/migration/V61__search_alert_mail.sql")
                        .getContentAsString(StandardCharsets.UTF_8))
                .update();
        keeps(RIDERS);
        keeps(SINGERS);
    }

    @Test
    @DisplayName("CST-6: whatever newly matches a search, a mail goes out once an hour at most, and what came meanwhile"
            + " then")
    void once_an_hour() {
        matches(RIDERS);
        matches(RIDERS);
        assertThat(told()).as("two that came together are one mail").containsExactly(RIDERS);
        matches(RIDERS);
        matches(SINGERS);
        assertThat(told()).as("another search has an hour of its own").containsExactly(SINGERS);

        now = now.plus(Duration.ofMinutes(59));
        matches(RIDERS);
        assertThat(told()).as("after 59 minutes").isEmpty();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(told()).as("after the hour, of what came meanwhile").containsExactly(RIDERS);

        now = now.plus(Duration.ofHours(5));
        assertThat(told()).as("nothing new, no mail").isEmpty();
        assertThat(mails.orders()).allSatisfy(mail -> {
            assertThat(mail.kind()).isEqualTo(MailOrder.Kind.SEARCH_ALERT);
            assertThat(mail.recipient()).isEqualTo(KEEPER);
        });
    }

    @Test
    @DisplayName("CST-6: of a search that is kept no longer no mail goes out")
    void gone() {
        matches(RIDERS);
        assertThat(told()).containsExactly(RIDERS);
        matches(RIDERS);
        told();
        jdbc.sql("delete from casting_search.alert; delete from casting_search.saved where id = '" + RIDERS + "'")
                .update();
        matches(SINGERS);
        now = now.plus(Duration.ofHours(2));
        assertThat(told()).containsExactly(SINGERS);
    }

    private void keeps(UUID search) {
        jdbc.sql("""
                        insert into casting_search.saved (id, account_id, name, kind, wish, alerts, keys, saved_at)
                        values (?, ?, 'any', 'TALENT', '{}', true, '{}', now())
                        """).params(search, KEEPER).update();
    }

    private void matches(UUID search) {
        position++;
        jdbc.sql("insert into casting_search.alert (saved_id, target, kind, account_id, position, at)"
                        + " values (?, ?, 'TALENT', ?, ?, now())")
                .params(search, new UUID(3, position), KEEPER, position)
                .update();
    }

    /** Of which searches a mail is put in now. */
    private List<UUID> told() {
        int before = mails.orders().size();
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        new SearchAlertMail(jdbc, mails.queue(clock), SlicePostgres.transactions(), clock).tell();
        return mails.orders().stream().skip(before).map(MailOrder::subject).toList();
    }
}
