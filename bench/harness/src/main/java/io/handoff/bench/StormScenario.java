package io.handoff.bench;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** More clients connect than may: exactly the limit is admitted, and those inside feel little. */
final class StormScenario implements Scenario {

    private static final Pattern OPEN = Pattern.compile("\"live\":\\{\"open\":(\\d+)");
    private static final String HANDOFF = Servers.HANDOFF;
    private static final long LAST_ANSWER_SECONDS = 30;

    /** Two processes hold one end of each socket; a hundred more files are their own. */
    private static final int OTHER_FILES = 100;

    @Override
    public void run(Context context) throws Exception {
        Report report = context.report();
        Rounds.Plan plan = context.options().plan();
        int most = Integer.parseInt(System.getProperty("bench.files")) - OTHER_FILES;
        int attempts = Math.min(context.options().number("--attempts"), most);
        int limit = attempts * 4 / 5;
        int seconds = 2 * plan.seconds();
        report.heading(
                "%d connection attempts in %d s, limit %d (open files allow %d)"
                        .formatted(attempts, seconds, limit, most));
        ServerProcess handoff = context.servers().handoffLive(limit, Map.of());
        Rounds rounds =
                Rounds.run(
                        new Rounds.Plan(plan.rounds(), seconds, seconds),
                        Map.of(HANDOFF, length -> storm(context, handoff, attempts, length)),
                        report);
        report.table(
                List.of("Connections", "in each round", "wanted"),
                List.of(
                        row(rounds, "admitted, with the one before", "admitted", "" + limit),
                        row(rounds, "open then (`GET /capacity`)", "open", "" + limit),
                        row(rounds, "503 with `Retry-After`", "refused", "the rest"),
                        row(rounds, "anything else", "other", "0"),
                        row(rounds, "open when all had left", "left", "0")));
        report.table(
                List.of("Milliseconds", "p50", "p99", "max"),
                List.of(
                        rounds.millis(HANDOFF, "due to admitted", "in "),
                        rounds.millis(HANDOFF, "due to refused", "out "),
                        rounds.millis(HANDOFF, "ping of the one before, calm", "calm "),
                        rounds.millis(HANDOFF, "the same in the storm", "storm ")));
    }

    private static List<String> row(Rounds rounds, String name, String figure, String wanted) {
        List<String> counts =
                rounds.values(HANDOFF, figure).stream().map("%.0f"::formatted).distinct().toList();
        return List.of(name, String.join(", ", counts), wanted);
    }

    private static Figures storm(Context context, ServerProcess server, int attempts, int seconds)
            throws Exception {
        Pinger pinger = new Pinger();
        Attempts storm = new Attempts(attempts);
        storm.admitted.add(
                WebSocketConnection.open(
                                context.loops(), server.port(), "/ws/live?user=before", pinger)
                        .get(10, TimeUnit.SECONDS));
        pinger.start(seconds);
        Latencies calm = pinger.take(seconds);
        pinger.start(seconds);
        Pacer.start(
                context.loops().next(),
                (double) attempts / seconds,
                attempts,
                due -> storm.begin(context, server.port(), due));
        Latencies busy = pinger.take(seconds);
        Figures figures =
                storm.figures().with("calm ", calm).with("storm ", busy).with("open", open(server));
        WebSocketConnection.leave(storm.admitted);
        server.awaitIdle();
        return figures.with("left", open(server));
    }

    private static double open(ServerProcess server) throws Exception {
        String body = Http.get(server.port(), "/capacity").body();
        Matcher open = OPEN.matcher(body);
        if (!open.find()) {
            throw new IllegalStateException("no open live connections in /capacity: " + body);
        }
        return Double.parseDouble(open.group(1));
    }

    /** How the attempts of one storm ended. */
    private static final class Attempts {

        private final CountDownLatch answers;
        private final Latencies in = new Latencies();
        private final Latencies out = new Latencies();
        private final List<WebSocketConnection> admitted = new ArrayList<>();
        private long other;

        private Attempts(int count) {
            answers = new CountDownLatch(count);
        }

        private void begin(Context context, int port, long due) {
            String path = "/ws/live?user=u" + due % 1000;
            WebSocketConnection.open(context.loops(), port, path, (in, from, to) -> {})
                    .whenComplete((connection, failure) -> ended(due, connection, failure));
        }

        private synchronized void ended(long due, WebSocketConnection opened, Throwable failure) {
            if (opened != null) {
                in.addSince(due);
                admitted.add(opened);
            } else if (failure instanceof WebSocketConnection.Refused refused && refused.full) {
                out.addSince(due);
            } else {
                other++;
            }
            answers.countDown();
        }

        private Figures figures() throws InterruptedException {
            answers.await(LAST_ANSWER_SECONDS, TimeUnit.SECONDS);
            synchronized (this) {
                return new Figures()
                        .with("admitted", admitted.size())
                        .with("refused", out.size())
                        .with("other", other + answers.getCount())
                        .with("in ", in)
                        .with("out ", out);
            }
        }
    }

    /** Established before the storm: its round trip says what the others' arrival costs. */
    private static final class Pinger implements SocketListener {

        private static final int PER_SECOND = 20;

        private final ArrayDeque<Long> due = new ArrayDeque<>();
        private final CompletableFuture<Void> failure = new CompletableFuture<>();
        private WebSocketConnection connection;
        private volatile Latencies latencies = new Latencies();

        @Override
        public void opened(WebSocketConnection opened) {
            connection = opened;
        }

        private void start(int seconds) {
            latencies = new Latencies();
            long total = (long) PER_SECOND * seconds;
            Pacer.start(connection.loop(), PER_SECOND, total, this::ping);
        }

        /** Of the time that it pinged, and a little more for the last pong. */
        private Latencies take(int seconds) throws Exception {
            Pacer.pass(seconds + 0.2, failure);
            return connection.loop().submit(() -> Latencies.merged(List.of(latencies))).get();
        }

        private void ping(long dueNanos) {
            due.add(dueNanos);
            connection.send(Frames.text("{\"op\":\"ping\"}"));
        }

        @Override
        public void text(ByteBuf in, int from, int to) {
            latencies.addSince(due.remove());
        }

        @Override
        public void failed(Throwable cause) {
            failure.completeExceptionally(cause);
        }
    }
}
