// Embedded servers must not collide with what else runs on a developer's machine, so the system is asked for a port.
package org.backlot.platform.app.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A port on the loopback interface that was free a moment ago; whoever takes it must be ready to find it taken. */
final class FreePort {
    static final String LOOPBACK = "127.0.0.1";

    private FreePort() {}

    static int choose() {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), 0));
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new EmbeddedServiceFailed("No free port on " + LOOPBACK, failure);
        }
    }

    static boolean isTaken(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), port));
            return false;
        } catch (IOException taken) {
            return true;
        }
    }
}
