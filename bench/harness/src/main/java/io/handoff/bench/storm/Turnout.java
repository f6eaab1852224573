package io.handoff.bench.storm;

import io.handoff.bench.accept.Latencies;
import io.handoff.bench.live.LiveConnection;
import io.handoff.bench.load.Fields;
import io.handoff.bench.socket.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How the attempts of a storm ended. Thread-safe. */
final class Turnout {

    private static final int FULL = 503;

    private final CountDownLatch answers;
    private final Latencies admitted = new Latencies();
    private final Latencies refused = new Latencies();
    private final List<LiveConnection> open = new ArrayList<>();
    private long other;

    Turnout(int attempts) {
        answers = new CountDownLatch(attempts);
    }

    /** One attempt's end; one of both is null. */
    synchronized void count(long dueNanos, LiveConnection connection, Throwable failure) {
        long micros = (System.nanoTime() - dueNanos) / 1000;
        if (connection != null) {
            admitted.add(micros);
            open.add(connection);
        } else if (isFull(failure)) {
            refused.add(micros);
        } else {
            other++;
        }
        answers.countDown();
    }

    /** With {@code Retry-After}, as documented. */
    private static boolean isFull(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof Refused no && no.status() == FULL && no.hasRetryAfter();
    }

    boolean await(double seconds) throws InterruptedException {
        return answers.await((long) (seconds * 1000), TimeUnit.MILLISECONDS);
    }

    List<LiveConnection> open() {
        return open;
    }

    synchronized Fields fields() {
        Latencies in = Latencies.merged(List.of(admitted));
        Latencies out = Latencies.merged(List.of(refused));
        return new Fields()
                .with("admitted", in.size())
                .with("refused", out.size())
                .with("other", other + answers.getCount())
                .with("p50", in.percentile(50))
                .with("p99", in.percentile(99))
                .with("max", in.percentile(100))
                .with("refused50", out.percentile(50))
                .with("refused99", out.percentile(99))
                .with("refusedmax", out.percentile(100));
    }
}
