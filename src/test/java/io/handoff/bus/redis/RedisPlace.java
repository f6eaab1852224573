package io.handoff.bus.redis;

import io.handoff.bus.Bus;
import io.handoff.bus.RemoteBus;
import io.handoff.bus.TwoReplicasContract;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import redis.embedded.RedisServer;

/** A Redis of our own, on loopback. */
final class RedisPlace implements AutoCloseable {

    private final int port;
    private final RedisServer server;
    private final Vertx vertx = Vertx.vertx();

    RedisPlace() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            server =
                    RedisServer.newRedisServer()
                            .port(port)
                            .bind("127.0.0.1")
                            .setting("save \"\"")
                            .build();
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Bus open() {
        return RemoteBus.open(
                "redis",
                RedisBusConnection.connector(vertx, "redis://127.0.0.1:" + port),
                10_000,
                TwoReplicasContract.MAX_BYTES,
                TwoReplicasContract.QUICK);
    }

    void restart() throws IOException {
        server.stop();
        server.start();
    }

    /** In Redis's own protocol, as another client would. */
    void publish(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String command =
                "*3\r\n$7\r\nPUBLISH\r\n$14\r\nhandoff.events\r\n$" + bytes.length + "\r\n";
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(command.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().write("\r\n".getBytes(StandardCharsets.UTF_8));
            if (socket.getInputStream().read() != ':') {
                throw new IOException("Redis did not take it");
            }
        }
    }

    @Override
    public void close() {
        vertx.close();
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
