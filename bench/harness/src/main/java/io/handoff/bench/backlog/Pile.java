package io.handoff.bench.backlog;

import io.handoff.bench.Setup;
import io.handoff.bench.accept.LogTail;
import io.handoff.bench.load.Fields;
import io.handoff.bench.server.ServerProcess;
import java.io.IOException;
import java.time.Duration;

/** What was handed in so far, and how much of it is done. */
final class Pile {

    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(20);
    private static final Duration STEP = Duration.ofSeconds(5);

    private final Setup setup;
    private LogTail tail;
    private long accepted;

    Pile(Setup setup) {
        this.setup = setup;
    }

    long accepted() {
        return accepted;
    }

    /** Hands in as many as go; how many a second that were. */
    double add(ServerProcess server, int seconds) throws IOException, InterruptedException {
        String command =
                "closed port=%d connections=%d seconds=%d"
                        .formatted(server.port(), setup.options().number("--connections"), seconds);
        Fields fields = setup.load().run(command, GRACE.plusSeconds(seconds));
        accepted += (long) fields.number("accepted");
        double rate = fields.number("count") / fields.number("elapsed");
        setup.report().progress("  %.0f/s accepted, %,d in all".formatted(rate, accepted));
        return rate;
    }

    /** How many a second are done from now on. */
    double doneFor(ServerProcess server, int seconds) throws IOException {
        long before = lines(server, Duration.ZERO);
        double start = System.nanoTime();
        long after = lines(server, Duration.ofSeconds(seconds));
        return (after - before) / ((System.nanoTime() - start) / 1e9);
    }

    /** Until nothing waits any more; how many a second were done from now on. */
    double awaitDone(ServerProcess server) throws IOException {
        long before = lines(server, Duration.ZERO);
        double start = System.nanoTime();
        // The one that was held stands as running on the replica that is gone, until its lease
        // ends.
        long wanted = accepted - 1;
        for (long now = before; now < wanted; now = lines(server, STEP)) {
            setup.report().progress("  %,d of %,d done".formatted(now, wanted));
            if (System.nanoTime() - start > DRAIN_LIMIT.toNanos()) {
                throw new IOException("only %d of %d were done".formatted(now, wanted));
            }
        }
        return (wanted - before) / ((System.nanoTime() - start) / 1e9);
    }

    private long lines(ServerProcess server, Duration wait) throws IOException {
        if (tail == null) {
            tail = new LogTail(server.log());
        }
        tail.await(wait.isZero() ? 0 : accepted, wait, line -> {});
        return tail.lines();
    }
}
