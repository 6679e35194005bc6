package org.backlot.platform.app.crypto;

import java.security.MessageDigest;
import org.backlot.shared.ServerSecret;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks, before anything else starts, whether the master key belongs to the database. Later would be too late to tell. */
public final class MasterKeyCheck implements SmartLifecycle {
    private static final int BEFORE_ALL_OTHERS = Integer.MIN_VALUE;

    private final JdbcClient jdbc;
    private final ServerSecret secret;
    private volatile boolean passed;

    public MasterKeyCheck(JdbcClient jdbc, ServerSecret secret) {
        this.jdbc = jdbc;
        this.secret = secret;
    }

    @Override
    public void start() {
        var own = secret.digest("master-key-check", "backlot");
        jdbc.sql("insert into public.master_key_check (only_row, digest) values (true, ?) on conflict do nothing")
                .param(own)
                .update();
        var known = jdbc.sql("select digest from public.master_key_check")
                .query((row, _) -> row.getBytes(1))
                .single();
        if (!MessageDigest.isEqual(own, known)) {
            throw new MasterKeyRefused();
        }
        passed = true;
    }

    @Override
    public void stop() {
        passed = false;
    }

    @Override
    public boolean isRunning() {
        return passed;
    }

    @Override
    public int getPhase() {
        return BEFORE_ALL_OTHERS;
    }
}
