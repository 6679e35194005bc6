package org.backlot.platform.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A file of secrets, which only its owner may read where the file system knows owners. */
public final class PrivateFile {
    private PrivateFile() {}

    /** Writes it, whole or not at all, whoever reads it and whenever the program is killed; what was there is replaced. */
    public static void write(Path file, String text) throws IOException {
        // Made empty and private first, so that the secret is never in a file that others may open.
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(fresh);
        }
        Files.writeString(fresh, text, StandardOpenOption.WRITE);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
