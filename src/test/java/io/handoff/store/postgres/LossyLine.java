package io.handoff.store.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A way to the server that can be cut, also between a commit and its answer. */
final class LossyLine implements AutoCloseable {

    private static final Pattern PREPARED = Pattern.compile("(S_\\d+)\\x00COMMIT\\x00");

    private final ServerSocket entrance;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean loseCommit;

    LossyLine(int target) {
        this.target = target;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** The next commit gets through; what the server says to it does not come back. */
    void loseTheAnswerToTheNextCommit() {
        loseCommit = true;
    }

    /** Ends all connections; new ones are let through. */
    void cut() {
        open.forEach(LossyLine::close);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                Socket server = new Socket("localhost", target);
                open.add(client);
                open.add(server);
                Pair pair = new Pair(client, server);
                start(pair::up);
                start(pair::down);
            }
        } catch (IOException e) {
            // Closed: there is no way any more.
        }
    }

    private final class Pair {
        private final Socket client;
        private final Socket server;
        private volatile boolean silent;
        private String commit = "COMMIT";

        Pair(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void up() {
            copy(client, server, true);
        }

        void down() {
            copy(server, client, false);
        }

        private void copy(Socket from, Socket to, boolean up) {
            byte[] buffer = new byte[65_536];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    if (up && isCommit(buffer, length) && loseCommit) {
                        loseCommit = false;
                        silent = true;
                    }
                    if (!up && silent) {
                        // The answer is here: what was to be done is done.
                        return;
                    }
                    out.write(buffer, 0, length);
                    out.flush();
                }
            } catch (IOException e) {
                // The other side went first.
            }
        }

        /** Said in full only once: then it is prepared, and called by its name. */
        private boolean isCommit(byte[] buffer, int length) {
            String sent = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
            Matcher prepared = PREPARED.matcher(sent);
            if (prepared.find()) {
                commit = '\0' + prepared.group(1) + '\0';
                return true;
            }
            return sent.contains(commit);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "lossy-line");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is as good as closed.
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }
}
