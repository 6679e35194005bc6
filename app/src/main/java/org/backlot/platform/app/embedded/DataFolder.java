// Everything a standalone Backlot keeps lies under one folder. Two programs writing to it would destroy it, and a
// mistyped --data must not scatter a database over somebody's home: so a folder is checked, marked and locked first.
package org.backlot.platform.app.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The folder of one running Backlot, held by a lock from {@link #open} to {@link #close}. */
public final class DataFolder implements AutoCloseable {
    private static final String MARK = "BACKLOT";
    private static final String LOCK = "lock";
    private static final String OWNER = "owner";

    /** What an otherwise empty folder may hold: left there by file systems and desktops. */
    private static final Set<String> HARMLESS = Set.of("lost+found", ".DS_Store");

    /**
     * What this program holds. The operating system's lock is between programs only, and opening the lock file a
     * second time would, on closing it, give up the lock of the first.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;
    private @Nullable FileLock lock;

    private DataFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Creates the folder where it is missing, and takes hold of it.
     *
     * @throws DataFolderRefused where it is no folder, holds other people's files, cannot be written, or is in use
     */
    public static DataFolder open(Path wanted) {
        var absolute = wanted.toAbsolutePath().normalize();
        if (absolute.getNameCount() == 0) {
            throw new DataFolderRefused("The data folder cannot be " + absolute + ": choose a folder of its own.");
        }
        try {
            var path = create(absolute);
            if (!HELD.add(path)) {
                throw inUse(path);
            }
            try {
                return lock(path);
            } catch (IOException | RuntimeException failure) {
                HELD.remove(path);
                throw failure;
            }
        } catch (IOException failure) {
            throw new DataFolderRefused("The data folder " + absolute + " cannot be used: " + failure, failure);
        }
    }

    private static Path create(Path wanted) throws IOException {
        if (Files.exists(wanted) && !Files.isDirectory(wanted)) {
            throw new DataFolderRefused("The data folder " + wanted + " is a file: choose a folder.");
        }
        if (!Files.exists(wanted)) {
            if (wanted.getParent() != null) {
                Files.createDirectories(wanted.getParent());
            }
            createPrivate(wanted);
        }
        var path = wanted.toRealPath();
        if (!Files.exists(path.resolve(MARK))) {
            var stranger = anyStranger(path);
            if (stranger.isPresent()) {
                throw new DataFolderRefused("The folder " + path + " holds other files (" + stranger.get()
                        + "), so Backlot does not keep its data there: choose an empty or a new folder.");
            }
            Files.writeString(
                    path.resolve(MARK), "The data of a Backlot. Keep the folder whole, or delete it whole.\n");
        }
        return path;
    }

    /** Contracts, personal data and passwords lie there: where the file system knows owners, only they may look. */
    static void createPrivate(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(folder);
        }
    }

    private static Optional<String> anyStranger(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !HARMLESS.contains(name))
                    .sorted()
                    .findFirst();
        }
    }

    private static DataFolder lock(Path path) throws IOException {
        var channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            var lock = channel.tryLock();
            if (lock == null) {
                throw inUse(path);
            }
            Files.writeString(
                    path.resolve(OWNER), Long.toString(ProcessHandle.current().pid()));
            return new DataFolder(path, channel, lock);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private static DataFolderRefused inUse(Path path) {
        return new DataFolderRefused("The data folder " + path + " is used by another running Backlot" + owner(path)
                + ": stop that one, or choose another folder.");
    }

    private static String owner(Path path) {
        try {
            return " (process " + Files.readString(path.resolve(OWNER)).strip() + ")";
        } catch (IOException unknown) {
            return "";
        }
    }

    /** Where it is, without links and detours. */
    public Path path() {
        return path;
    }

    /** A folder inside, created where it is missing. */
    public Path subfolder(String name) {
        var folder = path.resolve(name);
        try {
            if (!Files.isDirectory(folder)) {
                createPrivate(folder);
            }
            return folder;
        } catch (IOException failure) {
            throw new DataFolderRefused("The data folder " + path + " cannot be used: " + failure, failure);
        }
    }

    /** Lets go of the folder; what is in it stays. */
    @Override
    public synchronized void close() {
        if (lock == null) {
            return;
        }
        lock = null;
        try {
            Files.deleteIfExists(path.resolve(OWNER));
            channel.close();
        } catch (IOException failure) {
            throw new EmbeddedServiceFailed("The lock of " + path + " could not be released", failure);
        } finally {
            HELD.remove(path);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
