package org.backlot.platform.app.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.backlot.log.app.LogCheck;
import org.backlot.platform.app.embedded.DataFolder;
import org.backlot.platform.app.embedded.EmbeddedPostgres;
import org.backlot.platform.app.embedded.PostgresAddress;
import org.backlot.platform.app.embedded.Programs;
import org.backlot.platform.app.embedded.ServiceAddresses;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reaches the log of a data folder. Where the environment names a database, goes there; else asks the program that runs on
 * the folder; else starts the folder's database, and nothing else, for as long as it takes.
 */
final class LogAccess {
    private final Path data;
    private final Map<String, String> environment;

    LogAccess(Path data, Map<String, String> environment) {
        this.data = data;
        this.environment = environment;
    }

    /** What to ask a running program, and how to read its answer. */
    record Question<T>(String path, Object body, Function<String, T> answer) {}

    <T> T ask(Function<LogCheck, T> directly, Question<T> question) throws IOException, InterruptedException {
        var elsewhere = ServiceAddresses.from(environment).postgres();
        if (elsewhere.isPresent()) {
            return directly.apply(check(elsewhere.get()));
        }
        var running = RunningProgram.on(data);
        if (running.isPresent()) {
            try {
                return ask(running.get(), question);
            } catch (ConnectException nobodyThere) {
                // It does not run any more: its database does not either.
            }
        }
        return withStoppedProgram(directly);
    }

    private <T> T withStoppedProgram(Function<LogCheck, T> work) {
        if (!Files.isDirectory(data.resolve("postgres").resolve("data"))) {
            throw new IllegalArgumentException("there is no log in " + data);
        }
        try (var folder = DataFolder.open(data);
                var postgres = EmbeddedPostgres.start(folder, Programs.standard(environment, folder), 0)) {
            // Ctrl-C must not leave a server behind; closing twice does no harm.
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(postgres::close));
            return work.apply(check(postgres.address()));
        }
    }

    private static LogCheck check(PostgresAddress address) {
        return new LogCheck(new DriverManagerDataSource(address.jdbcUrl(), address.user(), address.password()));
    }

    private static <T> T ask(RunningProgram running, Question<T> question) throws IOException, InterruptedException {
        var json = JsonMapper.shared();
        var response = running.post("/operator/log/" + question.path(), json.writeValueAsString(question.body()));
        if (response.statusCode() != 200) {
            var told = "the program answered " + response.statusCode();
            throw new IllegalArgumentException(
                    response.body().isEmpty()
                            ? told
                            : json.readTree(response.body()).path("detail").asString(told));
        }
        return question.answer().apply(response.body());
    }
}
