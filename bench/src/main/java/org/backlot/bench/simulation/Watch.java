package org.backlot.bench.simulation;

import java.sql.SQLException;

/** Looks at the log again and again while it is written: at every moment its positions must be all from one to the last. */
final class Watch implements AutoCloseable {
    private final Postgres postgres;
    private final String question;
    private final Told told;
    private final Thread thread = Thread.ofPlatform().unstarted(this::run);
    private volatile boolean over;
    private volatile int looks;

    Watch(Postgres postgres, String schema, Told told) {
        this.postgres = postgres;
        this.question = "select count(*), coalesce(max(position), 0) from " + schema + ".event";
        this.told = told;
        thread.start();
    }

    int looks() {
        return looks;
    }

    private void run() {
        while (!over) {
            try (var connection = postgres.connect();
                    var statement = connection.prepareStatement(question)) {
                while (!over) {
                    try (var row = statement.executeQuery()) {
                        row.next();
                        if (row.getLong(1) != row.getLong(2)) {
                            told.bad("a reader saw " + row.getLong(1) + " events up to position " + row.getLong(2));
                        }
                    }
                    looks++;
                    Nap.of(2);
                }
            } catch (SQLException e) {
                Nap.of(10);
            }
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
