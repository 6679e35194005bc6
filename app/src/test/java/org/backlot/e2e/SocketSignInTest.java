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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Signing in on a socket")
class SocketSignInTest {
    private static final TestBacklot BACKLOT = TestBacklot.shared();

    @ParameterizedTest
    @ValueSource(strings = {"backlot.v1", "backlot.v1.cbor"})
    @DisplayName(
            "SET-1 IDN-2: a browser's device signs in with its token as a sub-protocol, in each form, and never hears it"
                    + " back")
    void sub_protocol(String form) {
        var token = BACKLOT.somebody("talent").api().token().orElseThrow();
        var socket = connect(form, "bearer." + token).join();
        try {
            assertThat(socket.getSubprotocol()).isEqualTo(form);
        } finally {
            socket.abort();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"backlot.v1", "backlot.v1.cbor"})
    @DisplayName("SET-1 IDN-2: without a token that holds the handshake is refused, in each form")
    void refused(String form) {
        var person = BACKLOT.somebody("talent");
        var token = person.api().token().orElseThrow();
        person.api().post("/api/v1/auth/logout", ApiClient.object()).expectSuccess();

        assertRefused(form, "bearer." + token);
        assertRefused(form, "bearer.aa.bb.cc");
        assertRefused(form);
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
