// PostgreSQL refuses to run as root, and in containers everybody is root: so it is started as somebody else there.
package org.backlot.platform.app.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Who runs PostgreSQL: ourselves, and where we are root, root with its power taken away, or nobody. */
enum ServerUser {
    /** An ordinary user runs it as any other program. */
    OURSELVES(List.of(), -1),

    /** Root in a user namespace that maps no user: still the owner of root's files, but without root's power. */
    POWERLESS_ROOT(List.of("unshare", "-U"), 0),

    /** Where namespaces are forbidden, as in most containers: the user "nobody", who then owns the database's files. */
    NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"), 65534);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of, see above
    private final List<String> prefix;

    private final int uid;

    ServerUser(List<String> prefix, int uid) {
        this.prefix = prefix;
        this.uid = uid;
    }

    static ServerUser choose() {
        if (new UnixSystem().getUid() != 0) {
            return OURSELVES;
        }
        return Stream.of(POWERLESS_ROOT, NOBODY)
                .filter(ServerUser::works)
                .findFirst()
                .orElseThrow(
                        () -> new EmbeddedServiceFailed("PostgreSQL refuses to run as root, and this system lets root "
                                + "become nobody else (neither unshare -U nor setpriv works). Run Backlot as an ordinary user, "
                                + "or give it a database in BACKLOT_POSTGRES_URL."));
    }

    /** PostgreSQL wants to know its own name, so being somebody is not enough: that somebody must have one. */
    boolean works() {
        try {
            var whoAmI = CommandRun.run(Path.of("/"), PATIENCE, command(List.of("id", "-un")));
            return whoAmI.succeeded() && !whoAmI.output().equals("root");
        } catch (EmbeddedServiceFailed noSuchCommand) {
            return false;
        }
    }

    /** The command as this user runs it. */
    List<String> command(List<String> command) {
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }

    /** Whether this user can get at what lies there. */
    boolean reaches(Path path) {
        return this != NOBODY
                || CommandRun.run(Path.of("/"), PATIENCE, command(List.of("test", "-x", path.toString())))
                        .succeeded();
    }

    /** Makes this user the owner of a file, or of a folder with all that is in it. */
    void own(Path path) {
        if (this == OURSELVES) {
            return;
        }
        try {
            chown(path);
        } catch (IOException failure) {
            throw new EmbeddedServiceFailed("The owner of " + path + " cannot be changed", failure);
        }
    }

    /** Lets this user through to a folder of its own inside a data folder. */
    void admitTo(Path folder, DataFolder data) {
        if (this != NOBODY) {
            return;
        }
        try {
            var permissions = Files.getPosixFilePermissions(data.path());
            if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
                Files.setPosixFilePermissions(data.path(), permissions);
            }
        } catch (IOException failure) {
            throw new EmbeddedServiceFailed("The permissions of " + data + " cannot be changed", failure);
        }
        if (!reaches(folder)) {
            throw new EmbeddedServiceFailed(
                    "PostgreSQL refuses to run as root, and the user \"nobody\" cannot reach " + folder
                            + ". Choose a data folder outside of private folders, or run Backlot as an ordinary user.");
        }
    }

    private void chown(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                return take(directory);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                return take(file);
            }
        });
    }

    private FileVisitResult take(Path path) throws IOException {
        if (!Integer.valueOf(uid).equals(Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS))) {
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        }
        return FileVisitResult.CONTINUE;
    }
}
