package org.backlot.platform.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
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
        // Made empty and private first, so that the key is never in a file that others may open.
        var fresh = file.resolveSibling("master.key.new");
        Files.deleteIfExists(fresh);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(fresh);
        }
        Files.writeString(fresh, Base64.getEncoder().encodeToString(key) + "\n", StandardOpenOption.WRITE);
        Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }
}
