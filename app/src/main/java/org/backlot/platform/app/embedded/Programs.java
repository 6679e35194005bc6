// PostgreSQL and Redis come inside jars, but a system can only run files. They are unpacked once, into a cache that all
// checkouts and data folders of a user share, because unpacking costs more than starting.
package org.backlot.platform.app.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/** The server programs that Backlot brings along, as files that can be run. */
public final class Programs {
    private static final Logger log = LoggerFactory.getLogger(Programs.class);
    private static final int OWNER_MAY_EXECUTE = 0100;
    private static final ReentrantLock UNPACKING = new ReentrantLock();

    private final List<Path> places;

    private Programs(List<Path> places) {
        this.places = List.copyOf(places);
    }

    /** Unpacked into exactly that folder. */
    public static Programs in(Path place) {
        return new Programs(List.of(place.toAbsolutePath()));
    }

    /**
     * Unpacked into {@code BACKLOT_CACHE}, or the user's cache folder, or where neither can be used, into the data
     * folder.
     */
    public static Programs standard(Map<String, String> environment, DataFolder data) {
        var places = new ArrayList<Path>();
        named(environment, "BACKLOT_CACHE").ifPresent(places::add);
        named(environment, "XDG_CACHE_HOME")
                .map(cache -> cache.resolve("backlot"))
                .ifPresent(places::add);
        named(environment, "HOME").map(home -> home.resolve(".cache/backlot")).ifPresent(places::add);
        places.add(data.path().resolve("programs"));
        return new Programs(places);
    }

    private static Optional<Path> named(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }

    /**
     * The first of the places that can be written to: where others may unpack what they bring, once for all data folders.
     */
    public Path folder() {
        var obstacles = new ArrayList<String>();
        for (var place : places) {
            try {
                Files.createDirectories(place);
                if (Files.isWritable(place)) {
                    return place;
                }
                obstacles.add(place + " cannot be written to");
            } catch (IOException failure) {
                obstacles.add(place + ": " + failure);
            }
        }
        throw new EmbeddedServiceFailed("There is no place to unpack programs to: " + obstacles);
    }

    /** The folder with PostgreSQL's {@code bin}, where that user can run it. */
    Path postgres(ServerUser user) {
        var archive = Machine.here()
                .flatMap(machine -> PackedProgram.find("postgres", machine.postgres()))
                .orElseThrow(() -> notBrought("PostgreSQL", "BACKLOT_POSTGRES_URL"));
        return unpack(archive, user::reaches, Programs::untar);
    }

    /** The file of the Redis server. */
    Path redis() {
        var binary = Machine.here()
                .flatMap(machine -> PackedProgram.find("redis", machine.redis()))
                .orElseThrow(() -> notBrought("Redis", "BACKLOT_REDIS_URL"));
        return unpack(binary, _ -> true, Programs::writeRedis).resolve("redis-server");
    }

    private static EmbeddedServiceFailed notBrought(String program, String alternative) {
        return new EmbeddedServiceFailed("This Backlot brings no " + program + " for " + Machine.description()
                + ": give it the address of one in " + alternative + ".");
    }

    private Path unpack(PackedProgram program, Predicate<Path> reachable, Unpacking unpacking) {
        var obstacles = new ArrayList<String>();
        for (var place : places) {
            try {
                var home = unpackOnce(place, program, unpacking);
                if (reachable.test(home)) {
                    return home;
                }
                obstacles.add(home + " cannot be reached by the user that is to run it");
            } catch (IOException failure) {
                obstacles.add(place + ": " + failure);
            }
        }
        throw new EmbeddedServiceFailed("There is no place to unpack " + program.name() + " to: " + obstacles);
    }

    /** Complete or not there at all: unpacked beside, then moved; one at a time, whichever program it is. */
    private static Path unpackOnce(Path place, PackedProgram program, Unpacking unpacking) throws IOException {
        var home = place.resolve(program.version());
        if (Files.isDirectory(home)) {
            return home;
        }
        Files.createDirectories(place);
        UNPACKING.lock();
        try (var channel = FileChannel.open(
                        place.resolve("unpacking.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            if (!Files.isDirectory(home)) {
                log.info("Unpacking {} (once)", home);
                var draft = home.resolveSibling(home.getFileName() + ".part");
                deleteAll(draft);
                Files.createDirectories(draft);
                unpacking.unpack(program.content(), draft);
                Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
            }
            return home;
        } finally {
            UNPACKING.unlock();
        }
    }

    private static void untar(byte[] archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (@Nullable TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(entry, tar, target);
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        var path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("An archive must not write outside of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        var folder = path.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(content, path);
            if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0) {
                makeExecutable(path);
            }
        } else {
            throw new IOException("An archive of programs holds something else: " + entry.getName());
        }
    }

    private static void writeRedis(byte[] binary, Path target) throws IOException {
        var file = target.resolve("redis-server");
        Files.write(file, binary);
        makeExecutable(file);
    }

    private static void makeExecutable(Path file) throws IOException {
        if (!file.toFile().setExecutable(true, false)) {
            throw new IOException("Cannot be made executable: " + file);
        }
    }

    /** Deletes a folder with all that is in it, where there is one. */
    static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @FunctionalInterface
    private interface Unpacking {
        void unpack(byte[] content, Path target) throws IOException;
    }
}
