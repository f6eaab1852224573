package io.handoff.bench.replicas;

import io.handoff.bench.Setup;
import io.handoff.bench.accept.LogTail;
import io.handoff.bench.load.Fields;
import io.handoff.bench.report.Spread;
import io.handoff.bench.server.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** One or more replicas of Handoff on one store, how far their work has come, and their rounds. */
public final class Replicas implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration POLL = Duration.ofMillis(5);

    private final String name;
    private final List<ServerProcess> servers = new ArrayList<>();
    private final List<LogTail> tails = new ArrayList<>();
    private final List<Fields> rounds = new ArrayList<>();
    private long accepted;

    private Replicas(String name) {
        this.name = name;
    }

    public static Replicas start(Setup setup, String name, int count, Map<String, String> settings)
            throws IOException, InterruptedException {
        Replicas replicas = new Replicas(name);
        try {
            for (int i = 0; i < count; i++) {
                ServerProcess server = setup.servers().handoff(settings);
                replicas.servers.add(server);
                replicas.tails.add(new LogTail(server.log()));
            }
            return replicas;
        } catch (IOException | InterruptedException | RuntimeException e) {
            replicas.close();
            throw e;
        }
    }

    public String name() {
        return name;
    }

    public int size() {
        return servers.size();
    }

    public ServerProcess server(int index) {
        return servers.get(index);
    }

    public List<Fields> rounds() {
        return rounds;
    }

    /** As many as go, over connections that are shared out; then until all of it is done. */
    public Fields closed(Setup setup, Database database, int seconds) throws Exception {
        Duration before = cpu();
        Duration databaseBefore = database.cpu();
        Fields fields = setup.load().run(command(setup, seconds), LIMIT.plusSeconds(seconds));
        accepted += (long) fields.number("accepted");
        double drain = awaitDone(line -> {});
        double all = fields.number("elapsed") + drain;
        fields.with("drain", drain)
                .with("done", fields.number("accepted") / all)
                .with("rate", fields.number("count") / fields.number("elapsed"))
                .with("cores", seconds(before, cpu()) / all)
                .with("database", seconds(databaseBefore, database.cpu()) / all);
        settle();
        return fields;
    }

    /** As many as go, whatever becomes of them; how many a second that were. */
    public double handIn(Setup setup, int seconds) throws Exception {
        Fields fields = setup.load().run(command(setup, seconds), LIMIT.plusSeconds(seconds));
        settle();
        return fields.number("count") / fields.number("elapsed");
    }

    private String command(Setup setup, int seconds) {
        return "closed port=%s connections=%d seconds=%d"
                .formatted(ports(), setup.options().number("--connections"), seconds);
    }

    /** So many a second, evenly spaced; each line of the work's log is passed on. */
    public Fields open(Setup setup, int rate, int seconds, Consumer<String> eachLine)
            throws Exception {
        String command =
                "open port=%d connections=%d rate=%d seconds=%d"
                        .formatted(
                                servers.get(0).port(),
                                setup.options().number("--connections"),
                                rate,
                                seconds);
        Fields fields = setup.load().run(command, LIMIT.plusSeconds(seconds));
        accepted += (long) fields.number("accepted");
        awaitDone(eachLine);
        return fields;
    }

    /** Seconds until every accepted task has left its line. */
    private double awaitDone(Consumer<String> eachLine) throws IOException {
        long start = System.nanoTime();
        while (done(eachLine) < accepted) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new IOException(
                        "%s: only %d of %d were done after %d s"
                                .formatted(name, done(eachLine), accepted, LIMIT.toSeconds()));
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private long done(Consumer<String> eachLine) throws IOException {
        long lines = 0;
        for (LogTail tail : tails) {
            tail.await(0, Duration.ZERO, eachLine);
            lines += tail.lines();
        }
        return lines;
    }

    private void settle() throws InterruptedException {
        for (ServerProcess server : servers) {
            server.awaitIdle(Duration.ofSeconds(10));
        }
    }

    public Spread spread(ToDoubleFunction<Fields> value) {
        return Spread.of(rounds.stream().mapToDouble(value).boxed().toList());
    }

    /** Round by round, ours over another's. */
    public Spread ratio(List<Fields> others, ToDoubleFunction<Fields> value) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rounds.size(); i++) {
            ratios.add(value.applyAsDouble(rounds.get(i)) / value.applyAsDouble(others.get(i)));
        }
        return Spread.of(ratios);
    }

    private String ports() {
        return servers.stream()
                .map(server -> String.valueOf(server.port()))
                .collect(Collectors.joining(","));
    }

    private Duration cpu() {
        return servers.stream().map(ServerProcess::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    private static double seconds(Duration from, Duration to) {
        return to.minus(from).toNanos() / 1e9;
    }

    @Override
    public void close() {
        servers.forEach(ServerProcess::close);
    }
}
