package io.handoff.bench;

import io.handoff.bench.accept.AcceptScenario;
import io.handoff.bench.backlog.BacklogScenario;
import io.handoff.bench.buses.BusesScenario;
import io.handoff.bench.echo.EchoScenario;
import io.handoff.bench.fanout.FanOutScenario;
import io.handoff.bench.game.GameScenario;
import io.handoff.bench.latency.LatencyScenario;
import io.handoff.bench.liveidle.LiveIdleScenario;
import io.handoff.bench.load.LoadProcess;
import io.handoff.bench.machine.Jdk;
import io.handoff.bench.machine.Jdks;
import io.handoff.bench.memory.MemoryScenario;
import io.handoff.bench.peer.PeerScenario;
import io.handoff.bench.replicas.PostgresScenario;
import io.handoff.bench.report.Report;
import io.handoff.bench.resume.ResumeScenario;
import io.handoff.bench.server.Servers;
import io.handoff.bench.startup.StartupScenario;
import io.handoff.bench.storm.StormScenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the scenarios one after another and prints what they found. */
public final class Bench {

    private static final Map<String, Scenario> SCENARIOS = new LinkedHashMap<>();

    static {
        SCENARIOS.put("echo", new EchoScenario());
        SCENARIOS.put("accept", new AcceptScenario());
        SCENARIOS.put("latency", new LatencyScenario());
        SCENARIOS.put("memory", new MemoryScenario());
        SCENARIOS.put("fanout", new FanOutScenario());
        SCENARIOS.put("liveidle", new LiveIdleScenario());
        SCENARIOS.put("storm", new StormScenario());
        SCENARIOS.put("resume", new ResumeScenario());
        SCENARIOS.put("game", new GameScenario());
        SCENARIOS.put("postgres", new PostgresScenario());
        SCENARIOS.put("buses", new BusesScenario());
        SCENARIOS.put("backlog", new BacklogScenario());
        SCENARIOS.put("peer", new PeerScenario());
        SCENARIOS.put("startup", new StartupScenario());
    }

    private Bench() {}

    public static void main(String[] args) throws Exception {
        Options options = options(args);
        Watchdog.start(options.number("--max-minutes"));
        Path root = Path.of(System.getProperty("bench.root"));
        Path work = Path.of(System.getProperty("bench.work"));
        List<Jdk> jdks = Jdks.find();
        Jdk jdk = Jdks.forServers(jdks);
        List<String> flags =
                List.of(System.getenv().getOrDefault("BENCH_JVM_FLAGS", "-Xmx512m").split(" +"));
        Servers servers = new Servers(root, work, jdk, flags);
        Report report = new Report();
        boolean failed;
        try (LoadProcess load = LoadProcess.start(jdk, options.number("--client-threads"))) {
            Setup setup = new Setup(options, root, work, jdks, jdk, flags, servers, load, report);
            Conditions.describe(setup);
            failed = run(setup);
        }
        Path file = root.resolve("bench/target/results.md");
        Files.writeString(file, report.markdown());
        System.out.println("\n" + report.markdown());
        System.out.println("Also in " + root.relativize(file));
        System.exit(failed ? 1 : 0);
    }

    private static Options options(String[] args) {
        try {
            return Options.parse(args, new ArrayList<>(SCENARIOS.keySet()));
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage() + "; see bench/run --help");
            System.exit(2);
            throw e;
        }
    }

    /** One that fails does not keep the others from being measured. */
    private static boolean run(Setup setup) {
        boolean failed = false;
        for (String name : setup.options().scenarios()) {
            setup.report().progress(name);
            try {
                SCENARIOS.get(name).run(setup);
            } catch (Exception e) {
                failed = true;
                setup.report().progress("  failed: " + e.getMessage());
                setup.report().note(name + " failed: " + e.getMessage());
            }
        }
        return failed;
    }
}
