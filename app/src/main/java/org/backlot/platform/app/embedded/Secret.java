// Loopback is shared by everybody on a machine. A password nobody has to remember keeps the others out of the log.
package org.backlot.platform.app.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** A password made once, kept in a file that only its owner can read. */
record Secret(Path file, String value) {
    private static final int BYTES = 24;

    static Secret in(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            return new Secret(file, Files.readString(file).strip());
        } catch (IOException failure) {
            throw new EmbeddedServiceFailed("The password in " + file + " cannot be read or made", failure);
        }
    }

    /** Moved into place when complete: a half-written password would lock us out for ever. */
    private static void create(Path file) throws IOException {
        var random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        var draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public String toString() {
        return "Secret in " + file;
    }
}
