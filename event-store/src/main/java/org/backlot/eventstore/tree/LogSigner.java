package org.backlot.eventstore.tree;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.backlot.eventstore.LogSchema;
import org.backlot.eventstore.LogUnavailable;

/** Signs in the name of a log. Its key is made with the identity of the log, and lies sealed in the database. */
public final class LogSigner {
    private static final int ID_BYTES = 16;

    private final LogIdentity identity;
    private final PrivateKey key;

    private LogSigner(LogIdentity identity, PrivateKey key) {
        this.identity = identity;
        this.key = key;
    }

    /**
     * The signer of this log. The first call in the life of a log gives it its identity and its key; several nodes may be
     * first.
     *
     * @param originOf the name of the log, from its id; asked only the first time, because a name is for ever
     */
    public static LogSigner open(
            DataSource database, LogSchema schema, Vault vault, SecureRandom random, UnaryOperator<String> originOf) {
        try (var connection = database.getConnection()) {
            if (LogIdentity.read(connection, schema).isEmpty()) {
                var id = new byte[ID_BYTES];
                random.nextBytes(id);
                var name = HexFormat.of().formatHex(id);
                var origin = originOf.apply(name);
                var generator = KeyPairGenerator.getInstance("Ed25519");
                generator.initialize(255, random);
                var pair = generator.generateKeyPair();
                try (var statement = connection.prepareStatement(
                        schema.sql("insert into log.identity (id, origin, verifier_key, sealed_key)"
                                + " values (?, ?, ?, ?) on conflict do nothing"))) {
                    statement.setString(1, name);
                    statement.setString(2, origin);
                    statement.setString(
                            3, VerifierKey.ofLog(origin, pair.getPublic()).toString());
                    statement.setBytes(4, vault.seal(pair.getPrivate().getEncoded()));
                    statement.executeUpdate();
                }
            }
            var identity = LogIdentity.read(connection, schema).orElseThrow();
            try (var statement = connection.prepareStatement(schema.sql("select sealed_key from log.identity"));
                    var row = statement.executeQuery()) {
                row.next();
                return new LogSigner(
                        identity,
                        KeyFactory.getInstance("Ed25519")
                                .generatePrivate(new PKCS8EncodedKeySpec(vault.open(row.getBytes(1)))));
            }
        } catch (SQLException e) {
            throw new LogUnavailable("the identity of the log cannot be read", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the log's key in the database is not an Ed25519 key", e);
        }
    }

    /** In whose name it signs. */
    public LogIdentity identity() {
        return identity;
    }

    SignedNote sign(long size, Hash root) {
        var text = new Checkpoint(identity.origin(), size, root).text();
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return new SignedNote(text, List.of(NoteSignature.of(identity.key(), signature.sign())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the log's key does not sign", e);
        }
    }
}
