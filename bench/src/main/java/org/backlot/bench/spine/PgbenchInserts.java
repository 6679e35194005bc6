package org.backlot.bench.spine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.backlot.bench.DatabaseServer;
import org.backlot.bench.Measured;
import org.backlot.bench.Pgbench;

/** The inserts by pgbench, which takes less of the processors than any client of ours. */
final class PgbenchInserts implements BareInserts {
    private static final String SCRIPT = "\\set unit random(1, 128)\n\\set number random(1, 1000000000000)\n"
            + BareInserts.insert(":unit", ":number", ":payload").replace("\n", " ") + ";\n";

    private final Pgbench pgbench;

    /** @param folder for its script and its logs */
    PgbenchInserts(Path program, DatabaseServer server, Path folder) {
        this.pgbench = new Pgbench(program, server, folder);
    }

    @Override
    public String name() {
        return "pgbench";
    }

    @Override
    public String description() {
        return pgbench.version();
    }

    @Override
    public Measured run(int clients, Duration duration) {
        return pgbench.run(DATABASE, SCRIPT, Map.of("payload", "x".repeat(PAYLOAD)), clients, duration);
    }
}
