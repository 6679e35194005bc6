// Redis may forget, but it must neither linger after a kill nor be confused with anybody else's process.
package org.backlot.platform.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisTest {
    @TempDir
    Path temporary;

    private DataFolder data;

    @BeforeEach
    void open() {
        data = DataFolder.open(temporary.resolve("the \"data\""));
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    @DisplayName("PLT-6: the embedded Redis answers on loopback, to who has the password")
    void answers() throws IOException {
        try (var redis = start()) {
            var address = redis.address();
            var password = address.uri().getUserInfo().substring(1);
            assertThat(ask(redis, "AUTH " + password + "\r\nCONFIG GET bind\r\nCONFIG GET appendonly\r\n"))
                    .startsWith("+OK")
                    .contains("127.0.0.1")
                    .contains("no");
            assertThat(ask(redis, "PING\r\n")).startsWith("-NOAUTH");
            assertThat(address.toString()).doesNotContain(password);
        }
    }

    @Test
    @DisplayName("PLT-6: the embedded Redis is empty at each start, and gone after its close")
    void forgets() throws IOException {
        var first = start();
        var login = "AUTH " + first.address().uri().getUserInfo().substring(1) + "\r\n";
        assertThat(ask(first, login + "SET take 7\r\n")).contains("+OK\r\n+OK");
        first.close();
        assertThat(first.isRunning()).isFalse();
        try (var second = start()) {
            assertThat(ask(second, login + "DBSIZE\r\n")).contains(":0");
        }
    }

    @Test
    @DisplayName("PLT-6: a Redis left behind is stopped before the next one starts")
    void orphan() {
        var orphan = start();
        try (var next = start()) {
            assertThat(orphan.isRunning()).isFalse();
            assertThat(next.isRunning()).isTrue();
            assertThat(next.pid()).isNotEqualTo(orphan.pid());
        }
    }

    @Test
    @DisplayName("PLT-6: a pid file that names another process harms neither us nor that process")
    void stranger_has_the_number() throws IOException {
        var stranger = TestServices.stranger();
        try {
            Files.writeString(data.subfolder("redis").resolve("redis.pid"), stranger.pid() + "\n");
            try (var redis = start()) {
                assertThat(redis.isRunning()).isTrue();
                assertThat(stranger.isAlive()).isTrue();
            }
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    @DisplayName("PLT-6: a configured port that is taken is named in the refusal")
    void configured_port() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral(FreePort.LOOPBACK))) {
            assertThatThrownBy(() -> EmbeddedRedis.start(data, TestServices.programs(), taken.getLocalPort()))
                    .isInstanceOf(EmbeddedServiceFailed.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("Address already in use");
        }
    }

    private EmbeddedRedis start() {
        return EmbeddedRedis.start(data, TestServices.programs(), 0);
    }

    private static String ask(EmbeddedRedis redis, String commands) throws IOException {
        try (var socket = new Socket(InetAddress.ofLiteral(FreePort.LOOPBACK), redis.port())) {
            socket.getOutputStream().write((commands + "QUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
