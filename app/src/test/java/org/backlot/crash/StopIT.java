package org.backlot.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.backlot.crash.PackagedProgram.Classes;
import org.backlot.platform.app.demo.Person;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Ctrl-C stops everything that was started")
class StopIT {
    private static final Duration PROMPT = Duration.ofSeconds(15);
    private static final int GOING_AWAY = 1001;

    @Test
    @DisplayName("PLT-6: told to end amid work, with a device on its socket, the program and its servers are gone in 15"
            + " seconds, and the database was closed in good order")
    void everything_stops() throws Exception {
        // The client is closed last: while the program has it connected, it would wait for ever.
        try (var http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var process = BacklotProcess.start(wanted("stopped"))) {
            var base = process.base();
            var producer = Person.joins(http, base, "Noura", "production", "noura@lastreel.example");
            var servers = servers(process);
            assertThat(process.postgres()).hasSizeGreaterThan(1);
            assertThat(process.redis()).hasSize(1);
            var goodbye = deviceConnects(http, base, producer);

            long began = System.nanoTime();
            process.interrupt();

            assertThat(process.awaitEnd()).as("exit status").isIn(0, 130);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PROMPT);
            assertThat(goodbye.get(1, TimeUnit.SECONDS))
                    .as("why the socket was closed")
                    .isEqualTo(GOING_AWAY);
            assertThat(servers).noneMatch(BacklotProcess::runs);
            var said = Files.readString(process.output());
            assertThat(said.substring(Math.max(0, said.indexOf("Commencing graceful shutdown"))))
                    .contains("Graceful shutdown complete")
                    .doesNotContain(" WARN ", " ERROR ");
            assertThat(Files.readString(process.data().resolve("postgres/server.log")))
                    .contains("database system is shut down");
        }
    }

    /** Connects to the live set; the answer comes with the end of the connection, and is the reason for it. */
    private static CompletableFuture<Integer> deviceConnects(HttpClient http, URI base, Person person) {
        var goodbye = new CompletableFuture<Integer>();
        http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + person.api().token().orElseThrow())
                .subprotocols("backlot.v1")
                .buildAsync(URI.create("ws://" + base.getAuthority() + "/ws/sync"), new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
                        goodbye.complete(status);
                        return null;
                    }

                    @Override
                    public void onError(WebSocket socket, Throwable failure) {
                        goodbye.completeExceptionally(failure);
                    }
                })
                .join();
        return goodbye;
    }

    @ParameterizedTest
    @ValueSource(strings = {"The mailbox is ready", "embedded services are ready", "Starting Backlot"})
    @DisplayName("PLT-6: told to end while it is still starting, it leaves no server behind either")
    void stops_while_starting(String reached) throws Exception {
        try (var process = BacklotProcess.start(wanted("stopped-early"))) {
            process.awaitSaying(reached);
            var servers = servers(process);
            long began = System.nanoTime();

            assertThat(process.stop()).as("exit status").isNotZero();

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PROMPT);
            assertThat(servers).noneMatch(BacklotProcess::runs);
            assertThat(servers(process)).noneMatch(BacklotProcess::runs);
        }
    }

    private static List<ProcessHandle> servers(BacklotProcess process) {
        return Stream.of(process.postgres(), process.redis())
                .flatMap(List::stream)
                .toList();
    }

    private static BacklotProcess.Wanted wanted(String name) {
        PackagedProgram.freshFolder(name);
        return new BacklotProcess.Wanted(name, Classes.AS_WRITTEN_DOWN, Map.of(), List.of());
    }
}
