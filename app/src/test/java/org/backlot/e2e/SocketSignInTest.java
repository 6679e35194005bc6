package org.backlot.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.backlot.platform.app.demo.ApiClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Signing in on a socket")
class SocketSignInTest {
    private static final TestBacklot BACKLOT = TestBacklot.shared();

    @Test
    @DisplayName("SET-1 IDN-2: a browser's device signs in with its token as a sub-protocol, and never hears it back")
    void sub_protocol() {
        var token = BACKLOT.somebody("talent").api().token().orElseThrow();
        var socket = connect("backlot.v1", "bearer." + token).join();
        try {
            assertThat(socket.getSubprotocol()).isEqualTo("backlot.v1");
        } finally {
            socket.abort();
        }
    }

    @Test
    @DisplayName("SET-1 IDN-2: without a token that holds the handshake is refused")
    void refused() {
        var person = BACKLOT.somebody("talent");
        var token = person.api().token().orElseThrow();
        person.api().post("/api/v1/auth/logout", ApiClient.object()).expectSuccess();

        assertRefused("backlot.v1", "bearer." + token);
        assertRefused("backlot.v1", "bearer.aa.bb.cc");
        assertRefused("backlot.v1");
    }

    private static void assertRefused(String protocol, String... more) {
        assertThatThrownBy(() -> connect(protocol, more).join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refusal ->
                                assertThat(refusal.getResponse().statusCode()).isEqualTo(401));
    }

    private static CompletableFuture<WebSocket> connect(String protocol, String... more) {
        return BACKLOT.http()
                .newWebSocketBuilder()
                .subprotocols(protocol, more)
                .buildAsync(
                        URI.create(BACKLOT.base().toString().replaceFirst("^http", "ws") + "/ws/sync"),
                        new WebSocket.Listener() {});
    }
}
