package org.backlot.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.backlot.crash.PackagedProgram.Classes;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.Person;
import org.backlot.platform.app.demo.SetDevice;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Ctrl-C stops everything that was started")
class StopIT {
    private static final Duration PROMPT = Duration.ofSeconds(15);

    @Test
    @DisplayName("PLT-6: told to end amid work, with a device on its socket, the program and its servers are gone in 15"
            + " seconds, and the database was closed in good order")
    void everything_stops() throws Exception {
        try (var process = BacklotProcess.start(wanted("stopped"));
                var http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            var base = process.base();
            var producer = Person.joins(http, base, "Noura", "production", "noura@lastreel.example");
            var servers = servers(process);
            assertThat(process.postgres()).hasSizeGreaterThan(1);
            assertThat(process.redis()).hasSize(1);
            try (var device =
                    SetDevice.connect(http, base, producer.api().token().orElseThrow())) {
                device.send(ApiClient.object().put("type", "clock").put("t0", 0));
                device.next("clock");

                long began = System.nanoTime();
                process.interrupt();

                assertThat(process.awaitEnd()).as("exit status").isIn(0, 130);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PROMPT);
            }
            assertThat(servers).noneMatch(StopIT::runs);
            assertThat(Files.readString(process.data().resolve("postgres/server.log")))
                    .contains("database system is shut down");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"The mailbox is ready", "embedded services are ready", "Exposing "})
    @DisplayName("PLT-6: told to end while it is still starting, it leaves no server behind either")
    void stops_while_starting(String reached) throws Exception {
        try (var process = BacklotProcess.start(wanted("stopped-early"))) {
            process.awaitSaying(reached);
            var servers = servers(process);
            long began = System.nanoTime();

            assertThat(process.stop()).as("exit status").isNotZero();

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PROMPT);
            assertThat(servers).noneMatch(StopIT::runs);
            assertThat(servers(process)).noneMatch(StopIT::runs);
        }
    }

    private static List<ProcessHandle> servers(BacklotProcess process) {
        return Stream.of(process.postgres(), process.redis())
                .flatMap(List::stream)
                .toList();
    }

    /** A process that has ended, but whose end nobody has asked about yet, runs no program any more. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private static BacklotProcess.Wanted wanted(String name) {
        PackagedProgram.freshFolder(name);
        return new BacklotProcess.Wanted(name, Classes.AS_WRITTEN_DOWN, Map.of(), List.of());
    }
}
