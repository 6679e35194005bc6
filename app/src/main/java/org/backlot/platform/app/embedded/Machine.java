// The jars name their programs by system and processor, each in its own way; here is what we bring, and where it lies.
package org.backlot.platform.app.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A kind of machine that our programs exist for. */
enum Machine {
    LINUX_X86("/postgres-linux-x86_64.txz", "/redis-server-6.2.6-v5-linux-amd64"),
    LINUX_ARM("/postgres-linux-arm_64.txz", "/redis-server-6.2.7-linux-arm64"),
    MAC_X86("/postgres-darwin-x86_64.txz", "/redis-server-6.2.6-v5-darwin-amd64"),
    MAC_ARM("/postgres-darwin-arm_64.txz", "/redis-server-6.2.6-v5-darwin-arm64");

    /** Alpine has another C library than the programs were built for. */
    private static final Path ALPINE = Path.of("/etc/alpine-release");

    private final String postgres;
    private final String redis;

    Machine(String postgres, String redis) {
        this.postgres = postgres;
        this.redis = redis;
    }

    static Optional<Machine> here() {
        return Files.exists(ALPINE) ? Optional.empty() : of(systemName(), processor());
    }

    static Optional<Machine> of(String systemName, String processor) {
        return switch (systemName + " " + processor) {
            case "Linux amd64" -> Optional.of(LINUX_X86);
            case "Linux aarch64" -> Optional.of(LINUX_ARM);
            case "Mac OS X x86_64" -> Optional.of(MAC_X86);
            case "Mac OS X aarch64" -> Optional.of(MAC_ARM);
            default -> Optional.empty();
        };
    }

    /** This machine in words, for whoever finds that nothing was brought for it. */
    static String description() {
        return systemName() + (Files.exists(ALPINE) ? " (Alpine)" : "") + " on " + processor();
    }

    private static String systemName() {
        return System.getProperty("os.name", "");
    }

    private static String processor() {
        return System.getProperty("os.arch", "");
    }

    /** The archive of PostgreSQL's programs on the class path. */
    String postgres() {
        return postgres;
    }

    /** The Redis server on the class path. */
    String redis() {
        return redis;
    }
}
