package org.backlot.platform.app.wiring;

import java.util.Optional;
import org.backlot.platform.command.Claims;
import org.backlot.shared.Rejection;
import org.backlot.shared.RejectionCode;
import org.backlot.shared.ServerSecret;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Uniqueness as rows with a primary key. The value is kept as a keyed digest only, for it may be personal. */
@Component
final class JdbcClaims implements Claims {
    private final JdbcClient jdbc;
    private final ServerSecret secret;

    JdbcClaims(JdbcClient jdbc, ServerSecret secret) {
        this.jdbc = jdbc;
        this.secret = secret;
    }

    @Override
    public void claim(String kind, String value, String owner, RejectionCode taken) {
        // A concurrent claim waits here for the other's commit, and then sees whose it is.
        jdbc.sql("insert into unique_claim (kind, digest, owner) values (?, ?, ?) on conflict do nothing")
                .param(kind)
                .param(digest(kind, value))
                .param(owner)
                .update();
        if (!ownerOf(kind, value).filter(owner::equals).isPresent()) {
            throw Rejection.of(taken);
        }
    }

    @Override
    public Optional<String> ownerOf(String kind, String value) {
        return jdbc.sql("select owner from unique_claim where kind = ? and digest = ?")
                .param(kind)
                .param(digest(kind, value))
                .query(String.class)
                .optional();
    }

    @Override
    public void releaseAll(String owner) {
        jdbc.sql("delete from unique_claim where owner = ?").param(owner).update();
    }

    private byte[] digest(String kind, String value) {
        return secret.digest("claim/" + kind, value);
    }
}
