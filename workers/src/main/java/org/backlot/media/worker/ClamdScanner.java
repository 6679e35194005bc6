// clamd says OK of a file that it did not look at: whatever is larger than its MaxFileSize. So it is decided here what
// it may be believed.
package org.backlot.media.worker;

import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.backlot.media.api.ScanResult;

/**
 * Speaks to clamd by TCP: the command INSTREAM, then the file in chunks behind their lengths, then its answer (clamd(8)).
 */
final class ClamdScanner implements VirusScanner {
    private static final int CHUNK = 64 << 10;
    private static final int LONGEST_ANSWER = 4096;
    private static final String FOUND = " FOUND";
    private static final String PREFIX = "stream: ";
    /** What clamd calls a file that is beyond its limits, where AlertExceedsMax makes it say so. */
    private static final String BEYOND_LIMITS = "Heuristics.Limits.Exceeded";

    private final String host;
    private final int port;
    private final long largest;
    private final int patienceMillis;

    /**
     * Makes it.
     *
     * @param largest the size in bytes up to which clamd looks at the whole file
     * @param patience how long to wait for a connection, and for each answer
     */
    ClamdScanner(String host, int port, long largest, Duration patience) {
        this.host = host;
        this.port = port;
        this.largest = largest;
        this.patienceMillis = Math.toIntExact(patience.toMillis());
    }

    @Override
    public ScanResult scan(Content file, long size) throws IOException {
        if (size > largest) {
            return ScanResult.notScanned("the file is larger than the scanner looks at");
        }
        try (var socket = new Socket();
                var content = file.open()) {
            socket.connect(new InetSocketAddress(host, port), patienceMillis);
            socket.setSoTimeout(patienceMillis);
            var sent = send(content, socket);
            var answer = answer(socket.getInputStream(), sent);
            return read(answer);
        }
    }

    /** Empty where all was sent. clamd hangs up on a stream that is too long, often before all of it is sent. */
    private static Optional<SocketException> send(InputStream content, Socket socket) throws IOException {
        var out = new DataOutputStream(socket.getOutputStream());
        var chunk = new byte[CHUNK];
        try {
            out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
            for (int read = content.readNBytes(chunk, 0, CHUNK); read > 0; read = content.readNBytes(chunk, 0, CHUNK)) {
                out.writeInt(read);
                out.write(chunk, 0, read);
            }
            out.writeInt(0);
            out.flush();
            return Optional.empty();
        } catch (SocketException hungUp) {
            return Optional.of(hungUp);
        }
    }

    private static String answer(InputStream in, Optional<SocketException> hungUp) throws IOException {
        var text = new StringBuilder();
        try {
            for (int one = in.read(); one > 0; one = in.read()) {
                if (text.length() == LONGEST_ANSWER) {
                    throw new IOException("clamd does not come to an end");
                }
                text.append((char) one);
            }
        } catch (SocketException lost) {
            throw hungUp.isPresent() ? hungUp.get() : lost;
        }
        if (text.isEmpty()) {
            throw new EOFException("clamd hung up without an answer");
        }
        return text.toString().strip();
    }

    private static ScanResult read(String answer) throws IOException {
        if (answer.equals(PREFIX + "OK")) {
            return ScanResult.clean();
        }
        if (answer.endsWith(FOUND)) {
            var signature =
                    answer.substring(answer.startsWith(PREFIX) ? PREFIX.length() : 0, answer.length() - FOUND.length());
            return signature.startsWith(BEYOND_LIMITS)
                    ? ScanResult.notScanned("the file is beyond the scanner's limits")
                    : ScanResult.infected(signature);
        }
        if (answer.contains("size limit exceeded")) {
            return ScanResult.notScanned("the file is longer than the scanner takes");
        }
        throw new IOException("clamd answered with an error: " + answer);
    }
}
