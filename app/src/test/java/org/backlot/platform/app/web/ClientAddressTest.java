package org.backlot.platform.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class ClientAddressTest {
    @ParameterizedTest(name = "from {0}, forwarded for {1}: {2}")
    @DisplayName("PLT-2: X-Forwarded-For is believed as far as trusted proxies wrote it")
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9 | 198.51.100.1               | 203.0.113.9", // a stranger may write what it likes
                "10.0.0.1    | 198.51.100.1               | 198.51.100.1", // one proxy
                "10.0.0.1    | 198.51.100.1, 10.0.0.2     | 198.51.100.1", // two proxies
                "10.0.0.1    | 192.0.2.66, 198.51.100.1   | 198.51.100.1", // the client forged the first
                "10.0.0.1    | 192.0.2.66, localhost      | 10.0.0.1", // no names are looked up
                "10.0.0.1    | ''                         | 10.0.0.1",
                "2001:db8::1 | 2001:db8:ffff::7           | 2001:db8:ffff::7",
                "2001:db9::1 | 2001:db8:ffff::7           | 2001:db9::1"
            })
    void believes_proxies(String peer, String forwardedFor, String client) {
        assertThat(addresses("10.0.0.0/8, 2001:db8::1").of(request(peer, forwardedFor)))
                .contains(InetAddress.ofLiteral(client));
    }

    @Test
    @DisplayName("PLT-2: without trusted proxies the connection alone counts")
    void trusts_nobody() {
        assertThat(addresses("").of(request("10.0.0.1", "198.51.100.1"))).contains(InetAddress.ofLiteral("10.0.0.1"));
    }

    @Test
    @DisplayName("PLT-2: a list of proxies that cannot be read stops the program")
    void refuses_nonsense() {
        assertThatThrownBy(() -> addresses("10.0.0.0/99")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> addresses("proxy.example.org")).isInstanceOf(IllegalArgumentException.class);
    }

    private static ClientAddress addresses(String trusted) {
        return new ClientAddress(new MockEnvironment().withProperty("backlot.trusted-proxies", trusted));
    }

    private static MockServerHttpRequest request(String peer, String forwardedFor) {
        return MockServerHttpRequest.get("/")
                .remoteAddress(new InetSocketAddress(InetAddress.ofLiteral(peer), 4711))
                .header("X-Forwarded-For", forwardedFor)
                .build();
    }
}
