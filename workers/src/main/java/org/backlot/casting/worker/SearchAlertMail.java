// Why this file exists: a search that suddenly matches a hundred people is one mail, and not a hundred.
package org.backlot.casting.worker;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.backlot.identity.worker.MailOrder.Kind;
import org.backlot.identity.worker.MailQueue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells people by mail that a search they keep has new matches (CST-6): once an hour at most for each search, and what came
 * meanwhile when the hour is over. The mail names nobody. Live they are told of each.
 */
@Configuration(proxyBeanMethods = false)
class SearchAlertMail {
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration AT_MOST_EVERY = Duration.ofHours(1);
    /** News of last week are found by signing in. */
    private static final Duration WORTH_SENDING = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final MailQueue mail;
    private final TransactionTemplate transactions;
    private final Clock clock;

    SearchAlertMail(JdbcClient jdbc, MailQueue mail, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.mail = mail;
        this.transactions = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** The task for db-scheduler. */
    @Bean
    Task<Void> searchAlertMailTask() {
        return Tasks.recurring("search-alert-mail", FixedDelay.of(EVERY))
                .execute((_, _) -> transactions.executeWithoutResult(_ -> tell()));
    }

    /** Puts in what is due, in the running transaction. */
    void tell() {
        if (noteNew()) {
            forgetGone();
        }
        for (var due : due()) {
            mail.put(
                    "search-alert-" + due.search() + "-" + clock.millis(),
                    Kind.SEARCH_ALERT,
                    due.account(),
                    due.search(),
                    clock.instant().plus(WORTH_SENDING));
        }
    }

    private boolean noteNew() {
        long told = jdbc.sql("select position from search_mail.progress for update")
                .query(Long.class)
                .single();
        long newest = jdbc.sql("select coalesce(max(position), 0) from casting_search.alert where position > ?")
                .param(told)
                .query(Long.class)
                .single();
        if (newest == 0) {
            return false;
        }
        jdbc.sql("""
                        insert into search_mail.told (saved_id, account_id, pending)
                        select distinct saved_id, account_id, true from casting_search.alert
                        where position > :told and position <= :newest
                        on conflict (saved_id) do update set pending = true
                        """).param("told", told).param("newest", newest).update();
        jdbc.sql("update search_mail.progress set position = ?").param(newest).update();
        return true;
    }

    private void forgetGone() {
        jdbc.sql("delete from search_mail.told t"
                        + " where not exists (select 1 from casting_search.saved s where s.id = t.saved_id)")
                .update();
    }

    private record Due(UUID search, UUID account) {}

    private List<Due> due() {
        var now = clock.instant();
        return jdbc.sql("""
                        update search_mail.told set pending = false, mailed_at = :now
                        where pending and (mailed_at is null or mailed_at <= :before)
                        returning saved_id, account_id
                        """)
                .param("now", at(now))
                .param("before", at(now.minus(AT_MOST_EVERY)))
                .query((row, _) ->
                        new Due(row.getObject("saved_id", UUID.class), row.getObject("account_id", UUID.class)))
                .list();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
