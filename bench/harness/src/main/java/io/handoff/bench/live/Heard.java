package io.handoff.bench.live;

import io.handoff.bench.accept.Latencies;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How late a crowd heard what was said. Each event loop keeps its own part: none waits. */
public final class Heard {

    private final Map<EventExecutor, Part> parts = new HashMap<>();

    public Heard(EventLoopGroup loops) {
        loops.forEach(loop -> parts.put(loop, new Part()));
    }

    /** To be written on that loop only. */
    public Part on(EventLoop loop) {
        return parts.get(loop);
    }

    /** What was heard since the last time, sorted; what is heard from now on counts anew. */
    public Latencies take() throws Exception {
        List<Latencies> all = new ArrayList<>();
        for (var part : parts.entrySet()) {
            all.add(part.getKey().submit(part.getValue()::swap).get());
        }
        return Latencies.merged(all);
    }

    /** Of one event loop. */
    public static final class Part {
        private Latencies latencies = new Latencies();

        /** One more, due at that {@link System#nanoTime}. */
        public void add(long dueNanos) {
            latencies.add((System.nanoTime() - dueNanos) / 1000);
        }

        private Latencies swap() {
            Latencies full = latencies;
            latencies = new Latencies();
            return full;
        }
    }
}
