package org.backlot.clips.worker.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ResolveThenConnectTest {
    @Test
    @DisplayName(
            "CLP-3: a listed name that resolves into our network, even beside a public address, is not connected to")
    void inside() throws IOException {
        try (var inside = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var connect = new ResolveThenConnect(_ -> addresses("127.0.0.1"));
            assertThatThrownBy(() -> connect.connect("youtube.com", inside.getLocalPort(), Duration.ofSeconds(1)))
                    .isInstanceOf(ResolveThenConnect.NotPublic.class);
        }
        var mixed = new ResolveThenConnect(_ -> addresses("8.8.8.8", "169.254.169.254"));
        assertThatThrownBy(() -> mixed.addressesOf("youtube.com")).isInstanceOf(ResolveThenConnect.NotPublic.class);
        var six = new ResolveThenConnect(_ -> addresses("::ffff:10.0.0.1"));
        assertThatThrownBy(() -> six.addressesOf("youtube.com")).isInstanceOf(ResolveThenConnect.NotPublic.class);
    }

    @Test
    @DisplayName("CLP-3: a name is resolved once: a second answer, into our network, is never asked for")
    void once() throws IOException {
        var asked = new AtomicInteger();
        var rebinding =
                new ResolveThenConnect(_ -> addresses(asked.incrementAndGet() == 1 ? "2606:4700::1111" : "127.0.0.1"));
        assertThat(rebinding.addressesOf("youtube.com")).containsExactly(addresses("2606:4700::1111"));
        assertThat(asked).hasValue(1);
    }

    @Test
    @DisplayName("CLP-3: a name without addresses is unknown")
    void unknown() {
        var nowhere = new ResolveThenConnect(_ -> new InetAddress[0]);
        assertThatThrownBy(() -> nowhere.addressesOf("youtube.com")).isInstanceOf(UnknownHostException.class);
    }

    private static InetAddress[] addresses(String... literals) throws UnknownHostException {
        var addresses = new InetAddress[literals.length];
        for (int i = 0; i < literals.length; i++) {
            addresses[i] = InetAddress.getByName(literals[i]);
        }
        return addresses;
    }
}
