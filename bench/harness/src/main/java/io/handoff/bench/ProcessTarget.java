package io.handoff.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A server that takes {@code POST /process}, or several replicas of it; knows how many tasks were
 * accepted and, by their lines in {@code log.txt}, how many are done.
 */
final class ProcessTarget {

    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(3);
    private static final long POLL_NANOS = 5_000_000;
    private static final int PROGRESS_EACH = 1000;
    private static final int LAST_ANSWER_SECONDS = 30;
    private static final int THREADS = 2;
    private static final int ACCEPTED = 202;

    private final Context context;
    private final List<ServerProcess> servers;
    private final List<LogTail> tails;
    private Consumer<String> eachLine = line -> {};
    private long accepted;
    private long done;

    ProcessTarget(Context context, List<ServerProcess> servers) {
        this.context = context;
        this.servers = servers;
        this.tails = servers.stream().map(server -> new LogTail(server.log())).toList();
    }

    /** False, with a line that says so, where wrk is missing. */
    static boolean canLoad(Context context, String scenario) {
        try {
            new ProcessBuilder("wrk").redirectErrorStream(true).start().destroy();
            return true;
        } catch (IOException absent) {
            context.report()
                    .skipped(scenario + ": wrk is missing (on Debian: apt-get install wrk)");
            return false;
        }
    }

    /** The payload of every task says when it was due. */
    static String body(long sentMicros) {
        return ("{\"sentMicros\":%d,\"user\":\"u-000017\",\"item\":\"report\","
                        + "\"note\":\"please have it by noon\"}")
                .formatted(sentMicros);
    }

    static long nowMicros() {
        return micros(Instant.now());
    }

    static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }

    /** One request for each server, whose answer is read; the loads look at the status only. */
    ProcessTarget checked() throws IOException, InterruptedException {
        for (ServerProcess server : servers) {
            HttpResponse<String> answer = Http.post(server.port(), "/process", body(nowMicros()));
            if (answer.statusCode() != ACCEPTED || !answer.body().contains("\"accepted\"")) {
                throw new IOException(
                        "%s answers POST /process with %d: %s"
                                .formatted(server.name(), answer.statusCode(), answer.body()));
            }
            accepted++;
        }
        awaitDone(accepted, DRAIN_LIMIT);
        return this;
    }

    /** As many requests as go, then until all of their tasks are done and the servers are idle. */
    Figures closed(int seconds) throws Exception {
        long before = done;
        CpuMeter cpu = new CpuMeter(servers);
        Figures figures = cpu.into(submit(seconds));
        double drain = awaitDone(accepted, DRAIN_LIMIT);
        awaitIdle();
        return figures.with("drain", drain)
                .with("done", figures.get("accepted") / (figures.get("elapsed") + drain))
                .with("tasks done", done - before);
    }

    /**
     * As many requests as go, whatever becomes of the tasks. At the end wrk drops the requests in
     * flight, so that up to as many tasks as connections were accepted without being counted.
     */
    Figures submit(int seconds) throws Exception {
        String ports = servers.stream().map(server -> "" + server.port()).toList().toString();
        String options =
                "wrk -t%d -c%d -d%ds --timeout 10s -s"
                        .formatted(
                                Math.max(THREADS, servers.size()), context.connections(), seconds);
        List<String> command = new ArrayList<>(List.of(options.split(" ")));
        command.add(context.root().resolve("bench/wrk/process.lua").toString());
        command.add("http://127.0.0.1:" + servers.get(0).port() + "/process");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PORTS", ports);
        builder.environment().put("BODY", body(nowMicros()));
        Process wrk = builder.start();
        String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (wrk.waitFor() != 0 || !output.contains("\n{")) {
            throw new IOException("wrk failed: " + output);
        }
        JsonObject result = new JsonObject(output.substring(output.lastIndexOf("\n{")));
        double count = result.getDouble("answered") - result.getDouble("refused");
        accepted += (long) count;
        return Figures.rate(count, result.getDouble("seconds"))
                .with("accepted", count)
                .with("refused", result.getDouble("refused") + result.getDouble("failed"))
                .with("p50", result.getDouble("p50"))
                .with("p99", result.getDouble("p99"))
                .with("clientCpu", result.getDouble("cpu"));
    }

    /**
     * Requests at even intervals to the first server, whether or not it keeps up. Each counts from
     * when it was due, so that a late timer and the wait for a free connection lengthen its
     * latency. Passes on each line of the work's log.
     */
    Figures open(double perSecond, int seconds, Consumer<String> lines) throws Exception {
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(context.connections());
        HttpClient client = context.vertx().createHttpClient(pool);
        RequestOptions request =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setPort(servers.get(0).port())
                        .setHost("127.0.0.1")
                        .setURI("/process")
                        .putHeader("Content-Type", "application/json");
        Latencies latencies = new Latencies();
        long total = (long) (perSecond * seconds);
        CountDownLatch answers = new CountDownLatch((int) total);
        Pacer.start(
                context.loops().next(),
                perSecond,
                total,
                due -> {
                    long dueMicros = nowMicros() - (System.nanoTime() - due) / 1000;
                    client.request(request)
                            .compose(sent -> sent.send(Buffer.buffer(body(dueMicros))))
                            .onComplete(
                                    answer -> {
                                        if (answer.succeeded()
                                                && answer.result().statusCode() == ACCEPTED) {
                                            synchronized (latencies) {
                                                latencies.addSince(due);
                                            }
                                        }
                                        answers.countDown();
                                    });
                });
        if (!answers.await(seconds + LAST_ANSWER_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException(answers.getCount() + " requests had no answer");
        }
        client.close();
        accepted += latencies.size();
        eachLine = lines;
        awaitDone(accepted, DRAIN_LIMIT);
        eachLine = line -> {};
        awaitIdle();
        return new Figures().with("", latencies).with("refused", total - latencies.size());
    }

    /** Seconds until there are so many lines. */
    double awaitDone(long wanted, Duration limit) throws IOException {
        long start = System.nanoTime();
        for (int polls = 1; done() < wanted; polls++) {
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new IOException(
                        "%s: only %d of %d accepted tasks were done after %d s"
                                .formatted(name(), done, wanted, limit.toSeconds()));
            }
            if (polls % PROGRESS_EACH == 0) {
                context.report().progress("  %,d of %,d done".formatted(done, wanted));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** How many lines there are by now. */
    long done() throws IOException {
        for (LogTail tail : tails) {
            done += tail.read(eachLine);
        }
        return done;
    }

    /** Then the requests that were in flight when wrk ended are done too, and are counted. */
    void awaitIdle() throws IOException, InterruptedException {
        for (ServerProcess server : servers) {
            server.awaitIdle();
        }
        long more = done() - accepted;
        if (more > context.connections()) {
            throw new IOException("%s did %d tasks too many".formatted(name(), more));
        }
        accepted += Math.max(0, more);
    }

    private String name() {
        return servers.get(0).name();
    }
}
