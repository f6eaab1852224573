package io.handoff.bench;

import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server is killed while events are published, and started again on the same data. All clients
 * come back at once, each with its position, while publishing goes on: how long until the last one
 * has everything.
 */
final class ResumeScenario implements Scenario {

    private static final String ROOM = "room:bench";

    /** With what is published meanwhile less than the hundred events that a room keeps. */
    private static final int HISTORY = 40;

    private static final int MISSED = 50;
    private static final int SOME = 10;
    private static final int EVERY_MILLIS = 50;
    private static final int LIMIT_SECONDS = 30;
    private static final int AT_ONCE = 50;
    private static final List<String> FAULTS =
            List.of("gaps and repeats", "recovered: false", "lost events", "closed by the server");

    @Override
    public void run(Context context) throws Exception {
        Report report = context.report();
        int clients = context.options().number("--subscribers");
        report.heading(clients + " clients resume after a kill");
        // The first round warms the client up; the server is a new one each time.
        Rounds rounds =
                Rounds.run(
                        context.options().plan(),
                        Map.of(Servers.HANDOFF, seconds -> round(context, clients)),
                        report);
        report.note(
                "each missed %d events and those in flight at the kill; the server had just"
                        + " started (in %s s), so its code was cold",
                MISSED, rounds.spread(Servers.HANDOFF, "startup").format("%.2f"));
        report.table(
                List.of("Milliseconds from all at once", "p50", "p99", "the last"),
                List.of(rounds.millis(Servers.HANDOFF, "to all that was missed", "")));
        FAULTS.forEach(
                fault ->
                        report.note(
                                "%s: %.0f (wanted: 0)", fault, rounds.sum(Servers.HANDOFF, fault)));
    }

    private static Figures round(Context context, int count) throws Exception {
        Path data = Files.createTempDirectory(context.work(), "resume-");
        Map<String, String> settings = Map.of("HANDOFF_DATA_DIR", data.toString());
        List<Client> clients = new ArrayList<>();
        long promised;
        try (ServerProcess server = context.servers().handoffLive(100_000, settings)) {
            Writer writer = new Writer(server.port());
            for (int i = 0; i < HISTORY; i++) {
                writer.publish();
            }
            Room room = new Room(server.port(), false, ROOM);
            for (int i = 0; i < count; i++) {
                clients.add(new Client(context.loops(), room, "u" + i));
                if (clients.size() % AT_ONCE == 0 || i == count - 1) {
                    int from = i - i % AT_ONCE;
                    List<Client> some = clients.subList(from, i + 1);
                    await(some.stream().map(c -> c.connect(room.port(), writer.last)).toList());
                }
            }
            CompletableFuture<Void> talk = writer.start();
            writer.some.await(LIMIT_SECONDS, TimeUnit.SECONDS);
            server.kill();
            talk.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            promised = writer.last;
        }
        await(clients.stream().map(client -> client.lost).toList());
        try (ServerProcess server = context.servers().handoffLive(100_000, settings)) {
            return resume(clients, server, promised).with("startup", server.startUpSeconds());
        }
    }

    private static Figures resume(List<Client> clients, ServerProcess server, long promised)
            throws Exception {
        Writer writer = new Writer(server.port());
        writer.publish();
        long next = writer.last;
        for (int i = 1; i < MISSED; i++) {
            writer.publish();
        }
        long target = writer.last;
        CompletableFuture<Void> talk = writer.start();
        long start = System.nanoTime();
        List<CompletableFuture<Long>> arrived =
                clients.stream().map(c -> c.connect(server.port(), target)).toList();
        await(arrived);
        Latencies times = new Latencies();
        arrived.forEach(time -> times.add((time.join() - start) / 1000));
        writer.some.await(LIMIT_SECONDS, TimeUnit.SECONDS);
        writer.stopped = true;
        talk.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        await(clients.stream().map(client -> client.await(writer.last)).toList());
        WebSocketConnection.leave(clients.stream().map(client -> client.connection).toList());
        return new Figures()
                .with("", times)
                .with("gaps and repeats", sum(clients, Subscriber::disorder))
                .with("recovered: false", sum(clients, Subscriber::admittedGaps))
                .with("lost events", Math.max(0, promised - next + 1))
                .with("closed by the server", sum(clients, client -> client.closings));
    }

    private static long sum(List<Client> clients, ToLongFunction<Client> value) {
        return clients.stream().mapToLong(value).sum();
    }

    private static <T> void await(List<CompletableFuture<T>> all) throws Exception {
        try {
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            long missing = all.stream().filter(each -> !each.isDone()).count();
            throw new IllegalStateException(
                    "%d clients are not there after %d s".formatted(missing, LIMIT_SECONDS));
        }
    }

    /** Loses its connection, and continues where it was. */
    private static final class Client extends Subscriber {

        private final EventLoopGroup loops;
        private final Room room;
        private final String user;
        private volatile CompletableFuture<Long> arrived = new CompletableFuture<>();
        private volatile CompletableFuture<Void> lost = new CompletableFuture<>();
        private volatile WebSocketConnection connection;
        private volatile long target;
        private volatile int port;
        private int closings;

        private Client(EventLoopGroup loops, Room room, String user) {
            super(room, seq -> {}, new CompletableFuture<>());
            this.loops = loops;
            this.room = room;
            this.user = user;
            startAfter(0);
        }

        /** Completes with the {@link System#nanoTime} at which it has everything up to there. */
        private CompletableFuture<Long> connect(int serverPort, long seq) {
            arrived = new CompletableFuture<>();
            lost = new CompletableFuture<>();
            target = seq;
            port = serverPort;
            reconnect();
            return arrived;
        }

        private void reconnect() {
            CompletableFuture<Long> here = arrived;
            WebSocketConnection.open(loops, port, room.subscriberPath(user), this)
                    .exceptionally(
                            failure -> {
                                here.completeExceptionally(failure);
                                return null;
                            });
        }

        /** The same while it is connected. */
        private CompletableFuture<Long> await(long seq) {
            CompletableFuture<Long> here = new CompletableFuture<>();
            connection
                    .loop()
                    .execute(
                            () -> {
                                arrived = here;
                                target = seq;
                                readComplete();
                            });
            return here;
        }

        @Override
        public void opened(WebSocketConnection opened) {
            connection = opened;
            super.opened(opened);
        }

        @Override
        public void readComplete() {
            if (last() >= target) {
                arrived.complete(System.nanoTime());
            }
        }

        /** With a close frame the server runs and wants it back; without one it was killed. */
        @Override
        public void closed(int code) {
            if (code == WebSocketConnection.CUT) {
                lost.complete(null);
                failed(new IllegalStateException("the server cut a connection"));
            } else {
                closings++;
                reconnect();
            }
        }

        @Override
        public void failed(Throwable cause) {
            arrived.completeExceptionally(cause);
        }
    }

    /** Publishes to the room over HTTP; knows the last seq that the server has promised to keep. */
    private static final class Writer {

        private static final String PATH = "/channels/" + ROOM + "/events?user=writer";
        private static final Pattern SEQ = Pattern.compile("\"seq\":(\\d+)");

        private final int port;
        private final CountDownLatch some = new CountDownLatch(SOME);
        private volatile boolean stopped;
        private volatile long last;

        private Writer(int port) {
            this.port = port;
        }

        private void publish() throws IOException, InterruptedException {
            HttpResponse<String> answer = Http.post(port, PATH, "{\"data\":{\"text\":\"news\"}}");
            Matcher seq = SEQ.matcher(answer.body());
            if (answer.statusCode() != 201 || !seq.find()) {
                throw new IOException(answer.statusCode() + " for an event: " + answer.body());
            }
            last = Long.parseLong(seq.group(1));
        }

        /** 20 events a second, until it is stopped or the server does not answer. */
        private CompletableFuture<Void> start() {
            return CompletableFuture.runAsync(
                    () -> {
                        try {
                            while (!stopped) {
                                publish();
                                some.countDown();
                                TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
                            }
                        } catch (IOException killed) {
                            stopped = true;
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    });
        }
    }
}
