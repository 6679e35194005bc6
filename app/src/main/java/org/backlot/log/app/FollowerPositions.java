package org.backlot.log.app;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where followers stand. The row is also the lock: it is held for the length of a step, so two nodes never both step. */
public final class FollowerPositions {
    private final JdbcClient jdbc;

    public FollowerPositions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes the row of a new follower, at the beginning of the log. */
    public void register(String name) {
        jdbc.sql("insert into public.log_follower (name, position) values (?, 0) on conflict do nothing")
                .param(name)
                .update();
    }

    /**
     * Where a follower stands.
     *
     * @param position up to which it has taken everything
     * @param parked how many events before it lie aside, because they failed or wait behind one that did
     */
    public record Standing(long position, long parked) {}

    /** The row, locked until the transaction ends; empty where somebody else holds it. */
    public Optional<Standing> tryLock(String name) {
        return jdbc.sql("select position, parked from public.log_follower where name = ? for update skip locked")
                .param(name)
                .query((row, _) -> new Standing(row.getLong("position"), row.getLong("parked")))
                .optional();
    }

    /** The position, locked until the transaction ends; waits for whoever holds it. */
    public long lock(String name) {
        return jdbc.sql("select position from public.log_follower where name = ? for update")
                .param(name)
                .query(Long.class)
                .single();
    }

    public void moveTo(String name, long position) {
        jdbc.sql("update public.log_follower set position = ? where name = ?")
                .param(position)
                .param(name)
                .update();
    }

    /** Where all followers stand, also those of other processes. */
    public Map<String, Standing> readAll() {
        var all = new HashMap<String, Standing>();
        jdbc.sql("select name, position, parked from public.log_follower").query(row -> {
            all.put(row.getString("name"), new Standing(row.getLong("position"), row.getLong("parked")));
        });
        return all;
    }

    public long read(String name) {
        return jdbc.sql("select position from public.log_follower where name = ?")
                .param(name)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }
}
