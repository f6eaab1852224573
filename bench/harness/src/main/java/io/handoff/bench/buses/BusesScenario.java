package io.handoff.bench.buses;

import io.handoff.bench.Scenario;
import io.handoff.bench.Setup;
import io.handoff.bench.live.LiveLimits;
import io.handoff.bench.live.Staged;
import io.handoff.bench.load.Fields;
import io.handoff.bench.replicas.Database;
import io.handoff.bench.replicas.Replicas;
import io.handoff.bench.report.Spread;
import io.handoff.bench.rounds.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Said on one replica, heard on another: how late, by the bus in between. */
public final class BusesScenario implements Scenario {

    private static final int RATE = 100;
    private static final int SUBSCRIBERS = 10;

    /** Two replicas with a bus between them; or one, which says and hears. */
    private record Pair(Replicas replicas, int last, List<Fields> rounds) {

        void take(Setup setup, int seconds, boolean counts) throws Exception {
            String command =
                    "fanout port=%d voice=%d bare=0 subscribers=%d rate=%d bystander=0 seconds=%d"
                            .formatted(
                                    replicas.server(last).port(),
                                    replicas.server(0).port(),
                                    SUBSCRIBERS,
                                    RATE,
                                    seconds);
            Fields fields = Staged.take(setup, replicas.server(0), command, seconds).fields();
            setup.report()
                    .progress(
                            "    %s: p50 %.1f ms, p99 %.1f ms"
                                    .formatted(
                                            replicas.name(),
                                            fields.number("p50") / 1000,
                                            fields.number("p99") / 1000));
            if (counts) {
                rounds.add(fields);
            }
        }

        Spread millis(String key) {
            return Spread.of(rounds.stream().map(f -> f.number(key) / 1000).toList());
        }

        long sum(String key) {
            return rounds.stream().mapToLong(f -> (long) f.number(key)).sum();
        }
    }

    @Override
    public void run(Setup setup) throws Exception {
        setup.report().heading("Said on one replica, heard on another, by bus");
        List<Pair> pairs = new ArrayList<>();
        try (Database database = Database.start(setup.work());
                BusServers redis = BusServers.redis(setup.work())) {
            Optional<BusServers> rabbit = BusServers.rabbit(setup.work());
            try {
                add(setup, pairs, database, "local", "the same process", Optional.empty());
                add(setup, pairs, database, "postgres", "PostgreSQL", Optional.empty());
                add(setup, pairs, database, "redis", "Redis", Optional.of(redis));
                if (rabbit.isPresent()) {
                    add(setup, pairs, database, "rabbitmq", "RabbitMQ", rabbit);
                } else {
                    setup.report().skipped("RabbitMQ (Debian: apt-get install rabbitmq-server)");
                }
                measure(setup, pairs);
                report(setup, pairs);
            } finally {
                pairs.forEach(pair -> pair.replicas().close());
                rabbit.ifPresent(BusServers::close);
            }
        }
    }

    private static void add(
            Setup setup,
            List<Pair> pairs,
            Database database,
            String bus,
            String name,
            Optional<BusServers> server)
            throws Exception {
        Map<String, String> settings = new HashMap<>(LiveLimits.loudCrowd(LiveLimits.PLENTY));
        settings.putAll(database.create("bus_" + bus).settings("bus_" + bus));
        settings.put("HANDOFF_BUS", bus);
        server.ifPresent(each -> settings.put("HANDOFF_BUS_URL", each.url()));
        int count = bus.equals("local") ? 1 : 2;
        Replicas replicas = Replicas.start(setup, name, count, settings);
        pairs.add(new Pair(replicas, count - 1, new ArrayList<>()));
    }

    private static void measure(Setup setup, List<Pair> pairs) throws Exception {
        Plan plan = setup.options().plan();
        setup.report().progress("  warming up");
        for (Pair pair : pairs) {
            pair.take(setup, plan.warmUpSeconds(), false);
        }
        for (int round = 1; round <= plan.rounds(); round++) {
            setup.report().progress("  round " + round);
            for (Pair pair : pairs) {
                pair.take(setup, plan.seconds(), true);
            }
        }
    }

    private static void report(Setup setup, List<Pair> pairs) {
        setup.report()
                .note(
                        ("%d stored events a second to %d subscribers; the store is PostgreSQL for"
                                        + " all")
                                .formatted(RATE, SUBSCRIBERS));
        List<List<String>> rows = new ArrayList<>();
        for (Pair pair : pairs) {
            rows.add(
                    List.of(
                            pair.replicas().name(),
                            pair.millis("p50").format("%.1f"),
                            pair.millis("p99").format("%.1f"),
                            pair.millis("max").format("%.1f"),
                            String.valueOf(pair.sum("missing")),
                            String.valueOf(pair.sum("disorder"))));
        }
        setup.report()
                .table(
                        List.of(
                                "Milliseconds from due to heard, over",
                                "p50",
                                "p99",
                                "max",
                                "not heard",
                                "out of order or twice"),
                        rows);
    }
}
