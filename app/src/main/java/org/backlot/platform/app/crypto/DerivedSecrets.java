package org.backlot.platform.app.crypto;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.backlot.shared.Sealer;
import org.backlot.shared.ServerSecret;

/** What the rest of the program may do with the master key: keyed digests and sealing. It never sees the key. */
public final class DerivedSecrets implements ServerSecret, Sealer {
    private static final byte[] NOTHING = {};

    private final MasterKey master;
    private final AesGcm aes;
    private final byte[] sealingKey;
    private final Map<String, byte[]> keys = new ConcurrentHashMap<>();

    public DerivedSecrets(MasterKey master, SecureRandom random) {
        this.master = master;
        this.aes = new AesGcm(random);
        this.sealingKey = master.derive("seal");
    }

    @Override
    public byte[] digest(String purpose, String text) {
        return MasterKey.hmac(keys.computeIfAbsent(purpose, p -> master.derive("digest/" + p)), text);
    }

    @Override
    public byte[] seal(byte[] plain) {
        return aes.seal(sealingKey, plain, NOTHING);
    }

    @Override
    public byte[] open(byte[] sealed) {
        return aes.open(sealingKey, sealed, NOTHING);
    }
}
