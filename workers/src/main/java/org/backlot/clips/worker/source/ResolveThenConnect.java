// Why this file exists: a name that was checked may resolve to another address a moment later. So it is resolved
// once, what came out is checked, and exactly that is connected to.
package org.backlot.clips.worker.source;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.backlot.clips.api.PublicAddress;

/**
 * Connects to hosts of the open internet and to no others. Whoever follows a redirect comes back here with the new host. A
 * program of its own, such as yt-dlp, resolves by itself: give it a way out that reaches the open internet only.
 */
public final class ResolveThenConnect {
    /** Where addresses come from. */
    @FunctionalInterface
    public interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** The host has an address that is not public. Says nothing of which: it may be a map of our network. */
    public static final class NotPublic extends IOException {
        private static final long serialVersionUID = 1L;

        NotPublic() {
            super("the host has an address that is not of the open internet");
        }
    }

    private final Resolver resolver;

    public ResolveThenConnect(Resolver resolver) {
        this.resolver = resolver;
    }

    /**
     * The addresses of a host. One that is not public spoils all: nobody means well who mixes them.
     *
     * @throws NotPublic where one of them is not
     * @throws UnknownHostException where there is none
     */
    public List<InetAddress> addressesOf(String host) throws IOException {
        var addresses = List.of(resolver.resolve(host));
        if (addresses.isEmpty()) {
            throw new UnknownHostException("no address");
        }
        if (!addresses.stream().allMatch(PublicAddress::isPublic)) {
            throw new NotPublic();
        }
        return addresses;
    }

    /**
     * A connection to one of the addresses that were checked, the first that answers.
     *
     * @throws NotPublic where the host has an address that is not public
     * @throws IOException where none answers in time
     */
    public Socket connect(String host, int port, Duration patience) throws IOException {
        var failure = new IOException("none of the host's addresses answers");
        for (var address : addressesOf(host)) {
            var socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port), Math.toIntExact(patience.toMillis()));
                return socket;
            } catch (IOException unreachable) {
                failure.addSuppressed(unreachable);
                socket.close();
            }
        }
        throw failure;
    }
}
