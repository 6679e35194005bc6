package org.backlot.bench.simulation;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.simulation.Oracle.Ended;
import org.backlot.eventstore.LogReader;
import org.backlot.eventstore.LogSchema;

/** One seed: two nodes write, read and project while its faults befall them; then they come to rest, and are judged. */
final class Run {
    private static final int LEAST_EVENTS = 100;
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final Plan plan;
    private final Plant plant;
    private final Postgres postgres;
    private final Nodes nodes;
    private final LogSchema schema;
    private final Told told = new Told();
    private final List<Link> links = new ArrayList<>();
    private final int[] lives = new int[Plan.NODES];

    /** The processes that play the nodes; they outlive a run unless they are killed in it. */
    static final class Nodes implements AutoCloseable {
        private final Path output;
        private final List<NodeProcess> processes = new ArrayList<>();
        private NodeProcess spare;

        Nodes(Path output) {
            this.output = output;
            for (int i = 0; i < Plan.NODES; i++) {
                processes.add(ready(NodeProcess.start(output)));
            }
            spare = NodeProcess.start(output);
        }

        NodeProcess get(int node) {
            return processes.get(node);
        }

        /** Kills a node's process; one that stood ready takes its place. */
        NodeProcess replace(int node) {
            processes.get(node).kill();
            processes.set(node, ready(spare));
            spare = NodeProcess.start(output);
            return processes.get(node);
        }

        private static NodeProcess ready(NodeProcess process) {
            process.await("ready");
            return process;
        }

        @Override
        public void close() {
            processes.forEach(NodeProcess::close);
            spare.close();
        }
    }

    Run(Plan plan, Plant plant, Postgres postgres, Nodes nodes, String schema) {
        this.plan = plan;
        this.plant = plant;
        this.postgres = postgres;
        this.nodes = nodes;
        this.schema = new LogSchema(schema);
    }

    /** Returns what is wrong; nothing where all is well. */
    List<String> judge() throws IOException, SQLException {
        prepare();
        for (int node = 0; node < Plan.NODES; node++) {
            links.add(new Link(postgres.port()));
        }
        try (var _ = new Watch(postgres, schema.name(), told)) {
            for (int node = 0; node < Plan.NODES; node++) {
                begin(node);
            }
            befall();
            awaitEnough();
            all("quiet", "quiet");
            all("finish", "finished");
        } finally {
            for (var link : links) {
                link.close();
            }
        }
        var events = new LogReader(Postgres.through(postgres.port()), schema).after(0, Integer.MAX_VALUE);
        try (var database = postgres.connect()) {
            var findings = Oracles.findings(new Ended(schema.name(), told, events), database);
            if (findings.isEmpty()) {
                try (var statement = database.createStatement()) {
                    statement.execute("drop schema " + schema.name() + " cascade");
                }
            }
            return findings;
        }
    }

    String summary() {
        return "%d acknowledged, %d refused, %d unknown; %s"
                .formatted(
                        told.acknowledged.size(),
                        told.refused.size(),
                        told.unknown.get(),
                        plan.faults().stream().map(Plan.Fault::toString).collect(Collectors.joining(", ")));
    }

    private void prepare() throws SQLException {
        schema.install(Postgres.through(postgres.port()));
        try (var connection = postgres.connect();
                var statement = connection.createStatement()) {
            statement.execute("""
                    create table SCHEMA.beside (event_id text);
                    create table SCHEMA.folded (stream text primary key, events bigint not null, sum bigint not null);
                    create table SCHEMA.progress (position bigint not null);
                    insert into SCHEMA.progress values (0);
                    """.replace("SCHEMA", schema.name()));
        }
    }

    private void begin(int node) {
        nodes.get(node)
                .begin(
                        told,
                        plan.seed(),
                        schema.name(),
                        links.get(node).port(),
                        node,
                        lives[node],
                        plan.patienceMillis(),
                        plant);
    }

    private void befall() {
        long began = System.nanoTime();
        for (var fault : plan.faults()) {
            napUntil(began, fault.atMillis());
            befall(fault);
        }
        napUntil(began, Plan.LENGTH_MILLIS);
    }

    private void befall(Plan.Fault fault) {
        var link = links.get(fault.node());
        switch (fault.kind()) {
            case CUT -> link.cut();
            case LOSE_ANSWERS -> {
                link.loseAnswers();
                Nap.of(fault.lastsMillis());
                link.cut();
            }
            case KILL_NODE -> {
                nodes.replace(fault.node());
                lives[fault.node()]++;
                begin(fault.node());
            }
            case STOP_POSTGRES -> {
                postgres.stop();
                Nap.of(fault.lastsMillis());
                postgres.goOn();
            }
            case KILL_POSTGRES -> postgres.killAndStart();
        }
    }

    // A slow machine must not pass for a correct log: there is something to judge before the judging begins.
    private void awaitEnough() {
        long end = System.nanoTime() + PATIENCE_NANOS;
        boolean byWriter = plant != Plant.NONE && plant != Plant.PROJECTION && plant != Plant.FOLLOWER;
        while (told.acknowledged.size() < LEAST_EVENTS || (byWriter && !told.planted)) {
            if (System.nanoTime() > end) {
                throw new BenchmarkFailed("the nodes get nothing done: " + summary());
            }
            Nap.of(20);
        }
    }

    private static void napUntil(long began, int millis) {
        long left = millis - (System.nanoTime() - began) / 1_000_000;
        if (left > 0) {
            Nap.of(left);
        }
    }

    private void all(String order, String reply) {
        for (int node = 0; node < Plan.NODES; node++) {
            nodes.get(node).order(order);
        }
        for (int node = 0; node < Plan.NODES; node++) {
            nodes.get(node).await(reply);
        }
    }
}
