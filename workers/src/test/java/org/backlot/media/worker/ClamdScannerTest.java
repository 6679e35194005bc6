// What clamd says is believed only as far as it looked (MED-2).
package org.backlot.media.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.backlot.media.api.ScanResult;
import org.backlot.media.api.ScanVerdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClamdScannerTest {
    private static final int STREAM_MAX_LENGTH = 1 << 20;
    private static final Duration SOON = Duration.ofMillis(300);

    private StubClamd clamd;

    @BeforeEach
    void start() throws IOException {
        clamd = StubClamd.taking(STREAM_MAX_LENGTH);
    }

    @AfterEach
    void stop() throws IOException {
        clamd.close();
    }

    @Test
    @DisplayName("MED-2: a clean file is clean, in however many chunks it is sent")
    void clean() throws IOException {
        assertThat(scan(new byte[1])).isEqualTo(ScanResult.clean());
        assertThat(scan(new byte[300_000])).isEqualTo(ScanResult.clean());
    }

    @Test
    @DisplayName("MED-2: EICAR is found, by its name")
    void eicar() throws IOException {
        assertThat(scan(StubClamd.EICAR.getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(ScanResult.infected("Eicar-Signature"));
    }

    @Test
    @DisplayName("MED-2: a file longer than clamd takes is not scanned, and not clean")
    void too_long_for_clamd() throws IOException {
        assertThat(scan(new byte[4 * STREAM_MAX_LENGTH]).verdict()).isEqualTo(ScanVerdict.NOT_SCANNED);
    }

    @Test
    @DisplayName("MED-2: an OK for a file beyond what clamd looks at is not believed; it is not even sent")
    void larger_than_it_looks_at() throws IOException {
        var scanner = new ClamdScanner("127.0.0.1", clamd.port(), 1000, SOON);
        var result = scanner.scan(
                () -> {
                    throw new IOException("nobody should fetch it");
                },
                1001);
        assertThat(result.verdict()).isEqualTo(ScanVerdict.NOT_SCANNED);
    }

    @Test
    @DisplayName("MED-2: clamd's own alert about its limits is no virus")
    void limits_alert() throws IOException {
        clamd.answerAlways("stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND");
        assertThat(scan(new byte[10]).verdict()).isEqualTo(ScanVerdict.NOT_SCANNED);
    }

    @Test
    @DisplayName("MED-2: silence, a refused connection and an error are failures to be tried again")
    void failures() throws IOException {
        clamd.answerAlways("stream: Can't allocate memory ERROR");
        assertThatThrownBy(() -> scan(new byte[10]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("memory");
        clamd.fallSilent();
        assertThatThrownBy(() -> scan(new byte[10])).isInstanceOf(SocketTimeoutException.class);
        clamd.close();
        assertThatThrownBy(() -> scan(new byte[10])).isInstanceOf(ConnectException.class);
    }

    private ScanResult scan(byte[] file) throws IOException {
        return new ClamdScanner("127.0.0.1", clamd.port(), 100L << 20, SOON)
                .scan(() -> new ByteArrayInputStream(file), file.length);
    }
}
