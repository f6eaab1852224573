package io.handoff.bench.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks once whether a server answers; cheap enough to ask every few milliseconds. */
final class ReadyProbe {

    private final int port;
    private final String path;
    private final String wanted;

    private ReadyProbe(int port, String path, String wanted) {
        this.port = port;
        this.path = path;
        this.wanted = wanted;
    }

    static ReadyProbe status200(int port, String path) {
        return new ReadyProbe(port, path, "HTTP/1.1 200");
    }

    static ReadyProbe anyStatus(int port) {
        return new ReadyProbe(port, "/", "HTTP/1.1 ");
    }

    boolean answers() {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(1000);
            socket.connect(
                    new InetSocketAddress(
                            InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port),
                    1000);
            String request =
                    "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            byte[] start = in.readNBytes(wanted.length());
            return wanted.equals(new String(start, StandardCharsets.US_ASCII));
        } catch (IOException notYet) {
            return false;
        }
    }
}
