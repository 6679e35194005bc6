// Pictures are large. What a step leaves lying when it fails, or when the process is killed, fills the disk in a day.
package org.backlot.clips.worker.ffmpeg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A folder for the files of one step: gone when it is closed, and swept away later where its process was killed. */
public final class WorkFolder implements AutoCloseable {
    private static final String PREFIX = "step-";
    private static final String LOCK = ".in-use";

    private final Path path;
    private final FileChannel channel;

    private WorkFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * @param parent folder that holds work folders and nothing else
     * @param free bytes that must be free on its disk
     * @throws IOException where it cannot be made or the disk is too full
     */
    public static WorkFolder under(Path parent, long free) throws IOException {
        Files.createDirectories(parent);
        long usable = Files.getFileStore(parent).getUsableSpace();
        if (usable < free) {
            throw new IOException("Only " + usable + " bytes are free in " + parent + ", and " + free + " are needed");
        }
        var path = Files.createTempDirectory(parent, PREFIX);
        var channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.lock();
        return new WorkFolder(path, channel);
    }

    public Path path() {
        return path;
    }

    public Path file(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() {
        try {
            channel.close();
            delete(path);
        } catch (IOException failure) {
            throw new UncheckedIOException("A work folder stays behind: " + path, failure);
        }
    }

    /** Whether a folder is one of a step. */
    static boolean isOne(Path folder) {
        return Files.exists(folder.resolve(LOCK));
    }

    /**
     * Removes what killed processes left, and ends the programs that still run there: a folder that is in use is locked by
     * whoever uses it.
     */
    public static int sweep(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return 0;
        }
        int swept = 0;
        try (var folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (var folder : folders) {
                if (isAbandoned(folder)) {
                    Leftover.endAll(folder);
                    delete(folder);
                    swept++;
                }
            }
        }
        return swept;
    }

    private static boolean isAbandoned(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                @Nullable FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException inUseHere) {
            return false;
        } catch (NoSuchFileException unlocked) {
            // Just made, or its process was killed before it could lock it: then that was before we began.
            return wasMadeBefore(ProcessHandle.current().info().startInstant(), folder);
        }
    }

    private static boolean wasMadeBefore(Optional<Instant> start, Path folder) throws IOException {
        return start.isPresent()
                && Files.getLastModifiedTime(folder).toInstant().isBefore(start.get());
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
