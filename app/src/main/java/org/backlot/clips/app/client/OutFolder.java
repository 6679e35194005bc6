package org.backlot.clips.app.client;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import org.backlot.clips.api.ClipFileName;

/** The folder that the person wants the clips in. Nothing that lies there is ever overwritten. */
public final class OutFolder {
    private static final String UNFINISHED = ".backlot-";

    private final Path path;

    private OutFolder(Path path) {
        this.path = path;
    }

    /**
     * Makes the folder where it is missing.
     *
     * @throws IllegalArgumentException with a sentence for the person, where nothing can be written there
     */
    public static OutFolder at(Path path) {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new IllegalArgumentException("Clips cannot go to " + path + ": it is a file. Choose a folder.");
        }
        try {
            Files.createDirectories(path);
            // Permissions alone do not tell: the file system may be full, or mounted for reading only.
            Files.delete(Files.createTempFile(path, UNFINISHED, null));
        } catch (IOException e) {
            throw new IllegalArgumentException("Clips cannot be written to " + path + ": " + e, e);
        }
        return new OutFolder(path);
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** A file for what is still being fetched; to be deleted or given its name. */
    Path unfinished() throws IOException {
        return Files.createTempFile(path, UNFINISHED, null);
    }

    /** The lowest number with which none of a clip's files is there yet, so that they stay beside each other. */
    int freeCopy(ClipFileName name, Collection<String> endings) {
        for (int copy = 1; ; copy++) {
            int number = copy;
            if (endings.stream().noneMatch(ending -> isTaken(path.resolve(name.with(ending, number))))) {
                return copy;
            }
        }
    }

    private static boolean isTaken(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Gives a file that has been fetched its name.
     *
     * @throws FileAlreadyExistsException where somebody was faster
     */
    Path named(Path unfinished, String name) throws IOException {
        var file = path.resolve(name);
        if (!path.equals(file.getParent())) {
            throw new IllegalArgumentException("not a name of a file: " + name);
        }
        return Files.move(unfinished, file);
    }
}
