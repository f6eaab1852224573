package io.handoff.bench.fanout;

import io.handoff.bench.Setup;
import io.handoff.bench.live.Staged;
import io.handoff.bench.load.Fields;
import io.handoff.bench.report.Spread;
import io.handoff.bench.server.ServerProcess;
import java.util.ArrayList;
import java.util.List;

/**
 * One way to fan out at a fixed rate, with what its rounds found.
 *
 * @param bystander see {@link Bystander}
 */
record Way(String name, ServerProcess server, boolean bare, int bystander, List<Fields> rounds) {

    /** Messages a second: what one connection may say by default. */
    private static final int RATE = 20;

    Way(String name, ServerProcess server, boolean bare, int bystander) {
        this(name, server, bare, bystander, new ArrayList<>());
    }

    void take(Setup setup, int seconds) throws Exception {
        String command =
                "fanout port=%d bare=%d subscribers=%d rate=%d bystander=%d seconds=%d"
                        .formatted(
                                server.port(),
                                bare ? 1 : 0,
                                setup.options().number("--subscribers"),
                                RATE,
                                bystander,
                                seconds);
        Fields fields = Staged.take(setup, server, command, seconds).fields();
        setup.report().progress("    %s: p99 %.1f ms".formatted(name, fields.number("p99") / 1000));
        rounds.add(fields);
    }

    Spread millis(String key) {
        return Spread.of(rounds.stream().map(f -> f.number(key) / 1000).toList());
    }

    long sum(String key) {
        return rounds.stream().mapToLong(f -> (long) f.number(key)).sum();
    }

    List<String> row(String goal) {
        return List.of(
                name,
                millis("p50").format("%.1f"),
                millis("p99").format("%.1f"),
                millis("max").format("%.1f"),
                goal);
    }
}
