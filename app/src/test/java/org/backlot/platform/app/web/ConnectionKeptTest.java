// Why this file exists: the server that we build on once stopped reading a connection that was used again, and a client
// waited for ever. The version is ours to choose, so the promise is ours to test.
package org.backlot.platform.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;

@Timeout(30)
class ConnectionKeptTest {
    private static final int PATIENCE = 10_000;

    @Test
    @DisplayName("A connection goes on after a request that came before the answer of the one before it had ended")
    void goes_on() throws IOException {
        var server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.get(
                                "/later",
                                (_, response) -> response.sendString(
                                        Mono.delay(Duration.ofMillis(50)).thenReturn("later")))
                        .get("/now", (_, response) -> response.sendString(Mono.just("now"))))
                .bindNow();
        try (var socket = new Socket("127.0.0.1", server.port());
                var answers =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.setSoTimeout(PATIENCE);
            ask(socket, get("/later") + get("/now"));
            assertThat(answer(answers)).isEqualTo("later");
            assertThat(answer(answers)).isEqualTo("now");
            ask(socket, get("/now"));
            assertThat(answer(answers)).isEqualTo("now");
        } finally {
            server.disposeNow();
        }
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: backlot\r\n\r\n";
    }

    private static void ask(Socket socket, String requests) throws IOException {
        socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
    }

    /** The content of the next answer, which is one chunk or of a told length. */
    private static String answer(BufferedReader answers) throws IOException {
        boolean chunked = false;
        int length = 0;
        for (var line = answers.readLine(); !line.isEmpty(); line = answers.readLine()) {
            chunked |= "transfer-encoding: chunked".equalsIgnoreCase(line);
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        if (chunked) {
            length = Integer.parseInt(answers.readLine(), 16);
        }
        var content = new char[length];
        for (int read = 0; read < length; ) {
            read += answers.read(content, read, length - read);
        }
        if (chunked) {
            for (int line = 0; line < 3; line++) {
                answers.readLine();
            }
        }
        return new String(content);
    }
}
