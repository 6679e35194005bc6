package org.backlot.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** What figures were taken on: without it they say nothing. */
public final class Machine {
    private Machine() {}

    /** Prints it in one line, with the disk on which a folder lies. */
    public static void describe(PrintWriter out, DatabaseServer database, Path folder) throws IOException {
        out.printf(
                "%d processors, %s %s; Java %s; PostgreSQL %s, synchronous_commit=on, data on %s%n",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.version(),
                database.value("show server_version"),
                Files.getFileStore(folder).type());
        out.flush();
    }
}
