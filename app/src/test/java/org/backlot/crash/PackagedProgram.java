// What is killed here has to be what people run, so it is the packaged jar. But it is started two dozen times, and most
// of a start is the loading of classes: the jar is unpacked, and one run writes down for the others what it has loaded.
// Tests that run side by side, in processes of their own, share both.
package org.backlot.crash;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The jar as Maven has packaged it, unpacked once per build, whoever comes first. */
final class PackagedProgram {
    /** Where everything of these tests lies: data folders, what the processes printed. */
    static final Path WORKPLACE =
            Path.of(System.getProperty("crash.workplace", "target/crash")).toAbsolutePath();

    private static final Path JAR =
            Path.of(System.getProperty("backlot.jar", "target/backlot.jar")).toAbsolutePath();
    /** Not in the workplace, which each process of tests has for itself. */
    private static final Path HOME = JAR.resolveSibling("crash-program");

    /** Where people start it, the launcher passes these too; the rest is to start fast and to need little memory. */
    private static final List<String> OPTIONS = List.of(
            "-Daxoniq.update-checker.disabled=true",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-Xlog:disable",
            "-Xlog:all=error:stderr");

    private static final PackagedProgram THIS_BUILD = unpacked();

    private PackagedProgram() {}

    static PackagedProgram ofThisBuild() {
        return THIS_BUILD;
    }

    /** How a process makes use of the classes written down by another. */
    enum Classes {
        /** Takes them where they are there. */
        AS_WRITTEN_DOWN,
        /** Writes them down when it is told to stop, which takes it some seconds more; where they are not there yet. */
        WRITE_DOWN
    }

    /** The command line that starts it. */
    List<String> command(Classes classes, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(OPTIONS);
        if (Files.exists(writtenDown())) {
            command.add("-XX:AOTCache=" + writtenDown());
        } else if (classes == Classes.WRITE_DOWN) {
            command.add("-XX:AOTCacheOutput=" + beingWritten());
        }
        command.add("-jar");
        command.add(HOME.resolve(JAR.getFileName()).toString());
        command.addAll(arguments);
        return command;
    }

    /** The command line that starts another main class, of the tests, on the program's classes. */
    List<String> command(Class<?> main, List<String> arguments) {
        var tests = Path.of(URI.create(
                main.getProtectionDomain().getCodeSource().getLocation().toString()));
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(OPTIONS);
        command.add("-cp");
        command.add(HOME.resolve(JAR.getFileName()) + File.pathSeparator + tests);
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }

    private static Path writtenDown() {
        return HOME.resolve("backlot.aot");
    }

    private static Path beingWritten() {
        return HOME.resolve("unfinished.aot");
    }

    /** Once a process has ended that was to write down its classes: nobody may be given half of them. */
    void hasWrittenDown() {
        if (Files.exists(writtenDown())) {
            return;
        }
        try {
            Files.move(beingWritten(), writtenDown(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException("the classes were not written down", failure);
        }
    }

    /** Our environment without what would lead the program to other people's servers. */
    static Map<String, String> environment() {
        return System.getenv().entrySet().stream()
                .filter(variable -> !variable.getKey().startsWith("BACKLOT_")
                        || variable.getKey().equals("BACKLOT_CACHE"))
                .filter(variable -> !variable.getKey().equals("JAVA_TOOL_OPTIONS"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** An empty folder for the data of a test, and nothing left of what was printed the last time. */
    static Path freshFolder(String name) {
        var folder = WORKPLACE.resolve(name);
        try {
            deleteAll(folder);
            Files.deleteIfExists(WORKPLACE.resolve(name + ".log"));
            Files.createDirectories(WORKPLACE);
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static PackagedProgram unpacked() {
        if (!Files.isRegularFile(JAR)) {
            throw new IllegalStateException(
                    JAR + " is missing: these tests run after the jar is packaged (mvnw verify)");
        }
        var lock = JAR.resolveSibling(HOME.getFileName() + ".lock");
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            var origin = HOME.resolve("unpacked-from");
            var now = JAR + " of " + Files.getLastModifiedTime(JAR);
            if (!Files.exists(origin) || !Files.readString(origin).equals(now)) {
                deleteAll(HOME);
                unpack();
                Files.writeString(origin, now);
            }
            return new PackagedProgram();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void unpack() throws IOException {
        var unpacking = new ProcessBuilder(
                        java(), "-Djarmode=tools", "-jar", JAR.toString(), "extract", "--destination", HOME.toString())
                .inheritIO()
                .start();
        try {
            if (unpacking.waitFor() != 0) {
                throw new IllegalStateException(JAR + " cannot be unpacked");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static void deleteAll(Path folder) throws IOException {
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
}
