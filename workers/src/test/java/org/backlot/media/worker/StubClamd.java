// clamd is a large program with a large database; what it says on the wire is small and written down (clamd(8)).
package org.backlot.media.worker;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers on a loopback port as clamd does: finds EICAR, and hangs up on a stream that is too long. */
final class StubClamd implements AutoCloseable {
    /** The test file of the European Institute for Computer Antivirus Research; harmless. */
    static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private final ServerSocket server;
    private final int longest;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService serving = Executors.newSingleThreadExecutor();
    private volatile boolean silent;
    private volatile String ending = "";

    private StubClamd(ServerSocket server, int longest) {
        this.server = server;
        this.longest = longest;
        serving.execute(this::serve);
    }

    /** @param longest its StreamMaxLength, in bytes */
    static StubClamd taking(int longest) throws IOException {
        return new StubClamd(new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1")), longest);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on it reads and says nothing. */
    void fallSilent() {
        silent = true;
    }

    /** From now on it says this, whatever it is sent. */
    void answerAlways(String answer) {
        ending = answer;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (var client = server.accept()) {
                converse(client);
            } catch (IOException | InterruptedException gone) {
                // The next one; or the server was closed.
            }
        }
    }

    private void converse(Socket client) throws IOException, InterruptedException {
        var in = new DataInputStream(client.getInputStream());
        var command = new byte["zINSTREAM\0".length()];
        in.readFully(command);
        if (!new String(command, StandardCharsets.US_ASCII).equals("zINSTREAM\0")) {
            say(client, "UNKNOWN COMMAND");
            return;
        }
        var file = new ByteArrayOutputStream();
        for (int chunk = in.readInt(); chunk > 0; chunk = in.readInt()) {
            if (file.size() + chunk > longest) {
                say(client, "INSTREAM size limit exceeded. ERROR");
                return;
            }
            file.write(in.readNBytes(chunk));
        }
        if (silent) {
            closed.await();
        }
        if (!ending.isEmpty()) {
            say(client, ending);
            return;
        }
        var text = file.toString(StandardCharsets.ISO_8859_1);
        say(client, text.contains(EICAR) ? "stream: Eicar-Signature FOUND" : "stream: OK");
    }

    private static void say(Socket client, String answer) throws IOException {
        client.getOutputStream().write((answer + "\0").getBytes(StandardCharsets.US_ASCII));
    }

    /** Whoever connects after this is refused: until the last accept has ended, the system still takes them in. */
    @Override
    public void close() throws IOException {
        server.close();
        closed.countDown();
        serving.close();
    }
}
