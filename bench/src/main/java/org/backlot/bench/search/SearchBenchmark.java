package org.backlot.bench.search;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.ClosedLoops;
import org.backlot.bench.DatabaseServer;
import org.backlot.bench.Figure;
import org.backlot.bench.Folders;
import org.backlot.bench.HttpConnection;
import org.backlot.bench.Machine;
import org.backlot.bench.Measured;
import org.backlot.bench.Person;
import org.backlot.bench.Program;
import org.backlot.bench.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./backlot bench search}: ten searches among 120,000 documents, relevance, and how soon something is found. */
@Command(
        name = "search",
        description =
                "Ten searches over 100,000 talents and 20,000 calls beside the same searches as bare SQL; relevance;"
                        + " from an approval until the call is found.",
        mixinStandardHelpOptions = true)
public final class SearchBenchmark implements Callable<Integer> {
    private static final int ONE = 1;
    private static final int MANY = 16;
    private static final double MEDIAN = 0.5;
    private static final double ALMOST_ALL = 0.99;

    @Option(names = "--talents", defaultValue = "100000", description = "How many (default: ${DEFAULT-VALUE}).")
    private int talents;

    @Option(names = "--calls", defaultValue = "20000", description = "How many (default: ${DEFAULT-VALUE}).")
    private int calls;

    @Option(names = "--seed", defaultValue = "6", description = "Of the made-up people (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--rounds", defaultValue = "2", description = "Rounds of each (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "15",
            description = "How long a turn lasts (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "180",
            description = "Seconds with many clients before anything is measured (default: ${DEFAULT-VALUE}). Two"
                    + " processors need about so long until all that is often run has been compiled.")
    private int warmUp;

    @Option(
            names = "--approvals",
            defaultValue = "200",
            description = "How many are waited for (default: ${DEFAULT-VALUE}).")
    private int approvals;

    @Option(
            names = "--data",
            description = "A new folder for the program's data, deleted at the end (default: bench/target/search).")
    private @Nullable Path data;

    @Option(
            names = "--keep",
            description = "Leave the folder as it is at the end, and load nothing where it was kept before: for looking"
                    + " into one thing again and again. Relevance is asked only where things are loaded.")
    private boolean keep;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final List<NamedQuery> queries = NamedQuery.all();
    private final Set<String> hidden = new HashSet<>();
    private final Map<String, List<Measured>> measured = new HashMap<>();
    private final long run = Instant.now().getEpochSecond();
    private OptionalDouble ndcg = OptionalDouble.empty();

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var checkout = Path.of(System.getProperty("backlot.checkout", "."))
                .toAbsolutePath()
                .normalize();
        var work = Optional.ofNullable(data)
                .orElse(checkout.resolve("bench/target/search"))
                .toAbsolutePath();
        var kept = KeptCrowd.in(work);
        if (!keep || !kept.isThere()) {
            Folders.delete(work);
            Files.createDirectories(work);
        }
        var folder = work.resolve("data");
        var settings = new HashMap<>(Program.NO_LIMITS);
        settings.put("backlot.operators[0]", "moderator:" + address("moderator"));
        // As many connections as the bare side has.
        settings.put("backlot.postgres.read-connections", Integer.toString(MANY));
        Measured fresh;
        try (var program = Program.start(checkout, folder, settings)) {
            var database = DatabaseServer.in(folder);
            database.requireDurable();
            Machine.describe(out, database, folder);
            if (kept.isThere()) {
                hidden.addAll(kept.hidden());
            } else {
                relevance(out, program.address(), database);
                load(out, database);
                kept.write(hidden);
            }
            measure(out, program.address(), database);
            tell(out, "approving %d calls".formatted(approvals));
            fresh = Freshness.run(program.address(), approvals, this::address);
        }
        if (!keep) {
            Folders.delete(work);
        }
        print(out, fresh);
        return 0;
    }

    // Nobody joins twice, also where the data of another run were kept.
    private String address(String name) {
        return name + "." + run + "@bench.example";
    }

    private void relevance(PrintWriter out, InetSocketAddress address, DatabaseServer database) {
        var now = Instant.now();
        var judgments = new Judgments(now);
        try (var loading = new Loading(database, now);
                var judge = Person.joins(address, address("judge"))) {
            loading.happened(judgments.events());
            loading.commit();
            double gained = judgments.ndcg(judge);
            ndcg = OptionalDouble.of(gained);
            tell(out, "%d judged queries: nDCG@10 %s".formatted(judgments.count(), Figure.rounded(gained)));
        }
    }

    private void load(PrintWriter out, DatabaseServer database) {
        var now = Instant.now();
        var crowd = new Crowd(seed, now);
        long began = System.nanoTime();
        try (var loading = new Loading(database, now)) {
            loading.withoutIndexes();
            loading.happened(crowd.verifiedMakers());
            for (int number = 0; number < talents; number++) {
                var talent = crowd.talent();
                if (talent.hidden()) {
                    hidden.add(talent.id().toString());
                }
                loading.happened(talent.events());
            }
            for (int number = 0; number < calls; number++) {
                loading.happened(crowd.call().events());
            }
            loading.makeIndexes();
        }
        database.execute("backlot", "vacuum analyze");
        tell(
                out,
                "%d talents, %d of them not to be seen, and %d calls in %d s; %s of tables and indexes, %s words"
                        .formatted(
                                talents,
                                hidden.size(),
                                calls,
                                (System.nanoTime() - began) / 1_000_000_000,
                                database.value(
                                        "select pg_size_pretty(sum(pg_total_relation_size(c.oid))) from pg_class c"
                                                + " join pg_namespace n on n.oid = c.relnamespace"
                                                + " where n.nspname = 'casting_search' and c.relkind = 'r'"),
                                database.value("select count(*) from casting_search.word")));
    }

    private void measure(PrintWriter out, InetSocketAddress address, DatabaseServer database) {
        var statements = BareSearch.statements(database, queries, Instant.now());
        var people = IntStream.range(0, MANY)
                .mapToObj(number -> Person.joins(address, address("seeker" + number)))
                .toList();
        try {
            requireNobodyHidden(people.getFirst());
            tell(out, "warming up");
            ours(address, people, MANY, Duration.ofSeconds(warmUp));
            bare(database, statements, MANY, Duration.ofSeconds(5));
            measured.clear();
            for (int round = 1; round <= rounds; round++) {
                for (int clients : new int[] {ONE, MANY}) {
                    ours(address, people, clients, Duration.ofSeconds(seconds));
                    bare(database, statements, clients, Duration.ofSeconds(seconds));
                    tell(
                            out,
                            "round %d, %d clients: p99 %s ms, bare SQL %s ms"
                                    .formatted(
                                            round,
                                            clients,
                                            Figure.rounded(
                                                    last("all", "ours", clients).milliseconds(ALMOST_ALL)),
                                            Figure.rounded(
                                                    last("all", "sql", clients).milliseconds(ALMOST_ALL))));
                }
            }
        } finally {
            people.forEach(Person::close);
        }
    }

    private void requireNobodyHidden(Person person) {
        for (var query : queries) {
            var page = person.get(query.path());
            if (page.path("data").isEmpty()) {
                throw new BenchmarkFailed("nothing is found by: " + query.name());
            }
            for (var hit : page.path("data")) {
                if (hidden.contains(hit.path("accountId").asString())) {
                    throw new BenchmarkFailed("somebody is found who may not be seen, by: " + query.name());
                }
            }
        }
    }

    private void ours(InetSocketAddress address, List<Person> people, int clients, Duration duration) {
        run("ours", clients, duration, client -> {
            var connection = HttpConnection.open(address);
            var headers = people.get(client).authorization() + "Accept: application/json\r\n";
            return new Asking() {
                @Override
                public void ask(int query) throws Exception {
                    connection
                            .send("GET", queries.get(query).path(), headers, new byte[0])
                            .expectSuccess();
                }

                @Override
                public void close() throws Exception {
                    connection.close();
                }
            };
        });
    }

    private void bare(DatabaseServer database, List<List<BareSearch.Bare>> statements, int clients, Duration duration) {
        run("sql", clients, duration, _ -> {
            var search = new BareSearch(database, statements);
            return new Asking() {
                @Override
                public void ask(int query) throws Exception {
                    if (search.run(query) == 0) {
                        throw new BenchmarkFailed("the bare statement gives nothing");
                    }
                }

                @Override
                public void close() throws Exception {
                    search.close();
                }
            };
        });
    }

    /** One client, who asks one query and waits. */
    private interface Asking extends AutoCloseable {
        void ask(int query) throws Exception;
    }

    @FunctionalInterface
    private interface Opening {
        Asking open(int client) throws Exception;
    }

    // Each client asks all ten in turn, and each begins with another one.
    private void run(String side, int clients, Duration duration, Opening opening) {
        var times = new ArrayList<List<LongStream.Builder>>();
        for (int client = 0; client < clients; client++) {
            times.add(queries.stream().map(_ -> LongStream.builder()).toList());
        }
        var all = ClosedLoops.run(clients, duration, client -> {
            var asking = opening.open(client);
            return new ClosedLoops.Requests() {
                private int next = client % queries.size();

                @Override
                public void next() throws Exception {
                    long began = System.nanoTime();
                    asking.ask(next);
                    times.get(client).get(next).add(System.nanoTime() - began);
                    next = (next + 1) % queries.size();
                }

                @Override
                public void close() throws Exception {
                    asking.close();
                }
            };
        });
        keep("all", side, clients, all);
        for (int query = 0; query < queries.size(); query++) {
            int number = query;
            keep(
                    queries.get(query).name(),
                    side,
                    clients,
                    new Measured(
                            all.seconds(),
                            times.stream()
                                    .flatMapToLong(of -> of.get(number).build())
                                    .toArray()));
        }
    }

    private static String key(String query, String side, int clients) {
        return query + "/" + side + "/" + clients;
    }

    private void keep(String query, String side, int clients, Measured what) {
        measured.computeIfAbsent(key(query, side, clients), _ -> new ArrayList<>())
                .add(what);
    }

    private Measured last(String query, String side, int clients) {
        return measured.getOrDefault(key(query, side, clients), List.of()).getLast();
    }

    private Measured together(String query, String side, int clients) {
        return Measured.together(measured.getOrDefault(key(query, side, clients), List.of()));
    }

    private void print(PrintWriter out, Measured fresh) {
        out.println();
        for (int clients : new int[] {ONE, MANY}) {
            var table = new Table(
                    clients + (clients == ONE ? " client, ms" : " clients, ms"),
                    "p50",
                    "p99",
                    "SQL p50",
                    "SQL p99",
                    "p99 vs SQL",
                    "per second");
            var names = new ArrayList<>(queries.stream().map(NamedQuery::name).toList());
            names.add("all");
            for (var name : names) {
                var ours = together(name, "ours", clients);
                var sql = together(name, "sql", clients);
                table.row(
                        name,
                        ours.milliseconds(MEDIAN),
                        ours.milliseconds(ALMOST_ALL),
                        sql.milliseconds(MEDIAN),
                        sql.milliseconds(ALMOST_ALL),
                        ours.milliseconds(ALMOST_ALL) / sql.milliseconds(ALMOST_ALL),
                        ours.perSecond());
            }
            table.print(out);
            out.println();
        }
        var ours = together("all", "ours", MANY);
        var sql = together("all", "sql", MANY);
        List.of(
                        new Figure("search.p50_1", together("all", "ours", ONE).milliseconds(MEDIAN), "ms"),
                        new Figure("search.p99_1", together("all", "ours", ONE).milliseconds(ALMOST_ALL), "ms"),
                        new Figure("search.p50_16", ours.milliseconds(MEDIAN), "ms"),
                        new Figure("search.p99_16", ours.milliseconds(ALMOST_ALL), "ms"),
                        new Figure("search.sql.p99_16", sql.milliseconds(ALMOST_ALL), "ms"),
                        new Figure(
                                "search.vs_sql", ours.milliseconds(ALMOST_ALL) / sql.milliseconds(ALMOST_ALL), "ratio"),
                        new Figure("search.fresh.p50", fresh.milliseconds(MEDIAN), "ms"),
                        new Figure("search.fresh.p99", fresh.milliseconds(ALMOST_ALL), "ms"))
                .forEach(figure -> out.println(figure.line()));
        ndcg.ifPresent(gained -> out.println(new Figure("search.ndcg10", gained, "ratio").line()));
        out.flush();
    }

    private static void tell(PrintWriter out, String what) {
        out.println("... " + what);
        out.flush();
    }
}
