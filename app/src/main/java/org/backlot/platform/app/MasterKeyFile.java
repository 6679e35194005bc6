package org.backlot.platform.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.backlot.platform.app.embedded.DataFolder;

/** Where nobody gives a master key, the data folder keeps one, readable by its owner alone. */
final class MasterKeyFile {
    private static final int BYTES = 32;

    private final Path file;

    private MasterKeyFile(Path file) {
        this.file = file;
    }

    static MasterKeyFile in(DataFolder data) {
        return new MasterKeyFile(data.path().resolve("master.key"));
    }

    /** The key in Base64; made on first use. */
    String read() {
        try {
            if (!Files.exists(file)) {
                write();
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The master key at " + file + " cannot be read or made", e);
        }
    }

    private void write() throws IOException {
        var key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        PrivateFile.write(file, Base64.getEncoder().encodeToString(key) + "\n");
    }
}
