package org.backlot.casting.rest;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.backlot.shared.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which messages Whapi has told of: it tells again until it hears that we heard. Ids are kept as digests, for a week. */
@Component
final class WhapiNotices {
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final Clock clock;

    WhapiNotices(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Notes a message and its event, in the running transaction; false where that was done before. */
    boolean isNew(WhapiNotice.Message message) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("delete from public.whapi_notice where heard_at < ?")
                .param(now.minus(REMEMBERED))
                .update();
        return jdbc.sql("insert into public.whapi_notice (digest, heard_at) values (?, ?) on conflict do nothing")
                        .params(Sha256.hex(message.id() + "\n" + message.event()), now)
                        .update()
                == 1;
    }
}
