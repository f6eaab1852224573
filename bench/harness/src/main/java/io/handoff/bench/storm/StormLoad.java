package io.handoff.bench.storm;

import io.handoff.bench.accept.Latencies;
import io.handoff.bench.live.LiveConnection;
import io.handoff.bench.live.Pacer;
import io.handoff.bench.load.Fields;
import io.handoff.bench.load.Load;
import io.handoff.bench.load.Window;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Many want in at even intervals; those who got in stay until there are {@code attempts=0}. */
public final class StormLoad implements Load {

    private static final double LAST_ANSWER_SECONDS = 30;

    private final EventLoopGroup loops;
    private final List<LiveConnection> inside = new ArrayList<>();

    public StormLoad(EventLoopGroup loops) {
        this.loops = loops;
    }

    @Override
    public Fields run(Fields command) throws Exception {
        int attempts = command.integer("attempts");
        if (attempts == 0) {
            return leave();
        }
        Pinger pinger = new Pinger();
        inside.add(
                LiveConnection.open(loops, command.integer("port"), "/ws/live?user=calm", pinger)
                        .get(10, TimeUnit.SECONDS));
        double seconds = command.number("seconds");
        pinger.begin(seconds);
        Window.pass(seconds, new CompletableFuture<>());
        Latencies calm = pinger.take();
        pinger.begin(seconds);
        Turnout turnout = storm(command.integer("port"), attempts, seconds);
        return pings(turnout.fields(), calm, pinger.take());
    }

    private Turnout storm(int port, int attempts, double seconds) throws InterruptedException {
        Turnout turnout = new Turnout(attempts);
        new Pacer(loops.next(), attempts / seconds, attempts, due -> attempt(port, due, turnout))
                .start(0);
        turnout.await(seconds + LAST_ANSWER_SECONDS);
        inside.addAll(turnout.open());
        return turnout;
    }

    private void attempt(int port, long due, Turnout turnout) {
        LiveConnection.open(loops, port, "/ws/live?user=u" + due % 1000, new Admitted())
                .whenComplete((connection, failure) -> turnout.count(due, connection, failure));
    }

    private static Fields pings(Fields fields, Latencies calm, Latencies storm) {
        return fields.with("calm50", calm.percentile(50))
                .with("calm99", calm.percentile(99))
                .with("calmmax", calm.percentile(100))
                .with("ping50", storm.percentile(50))
                .with("ping99", storm.percentile(99))
                .with("pingmax", storm.percentile(100))
                .with("pings", storm.size());
    }

    private Fields leave() throws Exception {
        CompletableFuture.allOf(
                        inside.stream()
                                .map(LiveConnection::leave)
                                .toArray(CompletableFuture[]::new))
                .get(30, TimeUnit.SECONDS);
        inside.clear();
        return new Fields();
    }
}
