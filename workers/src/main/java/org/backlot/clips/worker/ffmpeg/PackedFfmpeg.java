// A jar cannot be run, so the program in it is unpacked. All or nothing: a half-written program would stay for ever.
package org.backlot.clips.worker.ffmpeg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The static ffmpeg of {@code ws.schild:jave-nativebin-linux64}. */
final class PackedFfmpeg {
    private static final String RESOURCE = "/ws/schild/jave/nativebin/ffmpeg-amd64";
    private static final ReentrantLock UNPACKING = new ReentrantLock();

    private PackedFfmpeg() {}

    /** The program as a file, unpacked once; empty where it is not for this machine. */
    static Optional<Path> unpack(Path programs) {
        var resource = PackedFfmpeg.class.getResource(RESOURCE);
        if (resource == null || !isForHere()) {
            return Optional.empty();
        }
        try {
            return Optional.of(unpackOnce(resource, programs));
        } catch (IOException failure) {
            throw new UncheckedIOException("ffmpeg cannot be unpacked to " + programs, failure);
        }
    }

    private static boolean isForHere() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
    }

    /** Named by the check sum the jar keeps, so another version lies beside it; unpacked beside, then moved. */
    private static Path unpackOnce(URL resource, Path programs) throws IOException {
        var home = programs.resolve("ffmpeg-" + checkSum(resource));
        var program = home.resolve("ffmpeg");
        if (Files.isExecutable(program)) {
            return program;
        }
        Files.createDirectories(home);
        UNPACKING.lock();
        try (var channel = FileChannel.open(
                        home.resolve("unpacking.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            if (!Files.isExecutable(program)) {
                var draft = home.resolve("ffmpeg.part");
                try (var content = resource.openStream()) {
                    Files.copy(content, draft, StandardCopyOption.REPLACE_EXISTING);
                }
                if (!draft.toFile().setExecutable(true, false)) {
                    throw new IOException("Cannot be made executable: " + draft);
                }
                Files.move(draft, program, StandardCopyOption.ATOMIC_MOVE);
            }
            return program;
        } finally {
            UNPACKING.unlock();
        }
    }

    private static String checkSum(URL resource) throws IOException {
        if (resource.openConnection() instanceof JarURLConnection inJar) {
            return HexFormat.of().toHexDigits((int) inJar.getJarEntry().getCrc());
        }
        throw new IOException("It does not come from a jar: " + resource);
    }
}
