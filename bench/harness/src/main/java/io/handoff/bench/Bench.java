package io.handoff.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs the scenarios one after another, prints what they found and stops what they started. */
public final class Bench {

    private static final int CLIENT_THREADS = 2;
    private static final Map<String, Scenario> SCENARIOS = new LinkedHashMap<>();

    static {
        SCENARIOS.put("echo", new EchoScenario());
        SCENARIOS.put("accept", new AcceptScenario());
        SCENARIOS.put("latency", new LatencyScenario());
        SCENARIOS.put("fanout", new FanOutScenario());
        SCENARIOS.put("storm", new StormScenario());
        SCENARIOS.put("resume", new ResumeScenario());
        SCENARIOS.put("postgres", new PostgresScenario());
        SCENARIOS.put("backlog", new BacklogScenario());
        SCENARIOS.put("peer", new PeerScenario());
        SCENARIOS.put("startup", new StartupScenario());
    }

    private Bench() {}

    public static void main(String[] args) throws Exception {
        Options options = options(args);
        watch(options.number("--max-minutes"));
        Path root = Path.of(System.getProperty("bench.root"));
        Path work = Path.of(System.getProperty("bench.work"));
        Report report = new Report();
        report.text(Files.readString(work.resolve("conditions.md")));
        report.note(
                "%d rounds of %d s each after %d s of warming up, servers in turn",
                options.number("--rounds"),
                options.number("--seconds"),
                options.number("--warmup"));
        report.progress(report.markdown());
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(CLIENT_THREADS));
        Servers servers = new Servers(root, work, report);
        boolean failed = run(new Context(options, root, work, servers, vertx, report));
        Path file = root.resolve("bench/target/results.md");
        Files.writeString(file, report.markdown());
        System.out.println("\n" + report.markdown() + "\nAlso in " + root.relativize(file));
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
    private static boolean run(Context context) throws Exception {
        boolean failed = false;
        for (String name : context.options().scenarios()) {
            context.report().progress(name);
            try {
                SCENARIOS.get(name).run(context);
            } catch (Exception e) {
                failed = true;
                // Some have no message, a timeout for example.
                String reason = e.getMessage() == null ? e.toString() : e.getMessage();
                context.report().progress("  failed: " + reason);
                context.report().note("**%s failed**: %s", name, reason);
            } finally {
                context.servers().stopAll();
            }
        }
        return failed;
    }

    /** Ends the run when it takes too long, and when the shell that started it is gone. */
    private static void watch(int minutes) {
        CompletableFuture.delayedExecutor(minutes, TimeUnit.MINUTES)
                .execute(() -> end("took longer than " + minutes + " minutes (--max-minutes)"));
        ProcessHandle.current()
                .parent()
                .ifPresent(shell -> shell.onExit().thenRun(() -> end("lost its shell")));
    }

    private static void end(String reason) {
        System.err.println("bench: stopped, because it " + reason);
        // Shutdown hooks kill the servers.
        System.exit(3);
    }
}
