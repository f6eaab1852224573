package io.handoff.bench;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A job queue in Node: one process enqueues jobs, another works on them. */
final class NodeQueue implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(180);

    private final String name;
    private final Node caller;
    private final Node worker;
    private long accepted;

    NodeQueue(Context context, Database database, String name, int pool) throws Exception {
        this.name = name;
        String base = name.replace('-', '_');
        database.create(base);
        Path program = context.root().resolve("bench/peer/peer.mjs");
        // One after the other: both migrate.
        caller = new Node(program, name, database.url(base), pool);
        worker = new Node(program, name, database.url(base), pool);
    }

    /** Enqueues alone, then works alone, then both at once. */
    Figures closed(int callers, int seconds) throws IOException {
        String closed = "closed %d %d".formatted(callers, seconds);
        JsonObject alone = submit(closed);
        long start = System.nanoTime();
        worker.call("work");
        awaitDone();
        double worked = (System.nanoTime() - start) / 1e9;
        JsonObject both = submit(closed);
        long end = System.nanoTime();
        awaitDone();
        double drain = (System.nanoTime() - end) / 1e9;
        worker.call("rest");
        worker.call("waits");
        return Figures.rate(alone.getDouble("count"), seconds)
                .with("p50", alone.getDouble("p50"))
                .with("p99", alone.getDouble("p99"))
                .with("worked", alone.getDouble("accepted") / worked)
                .with("done", both.getDouble("accepted") / (seconds + drain));
    }

    /** Milliseconds from being enqueued to being started, when there is little to do. */
    Figures open(int perSecond, int seconds, Figures figures) throws IOException {
        worker.call("work");
        submit("open %d %d".formatted(perSecond, seconds));
        awaitDone();
        JsonObject waits = worker.call("waits");
        worker.call("rest");
        return figures.with("started p50", waits.getDouble("p50"))
                .with("started p99", waits.getDouble("p99"));
    }

    private JsonObject submit(String command) throws IOException {
        JsonObject answer = caller.call(command);
        accepted += answer.getLong("accepted");
        return answer;
    }

    private void awaitDone() throws IOException {
        long start = System.nanoTime();
        while (worker.call("done").getLong("done") < accepted) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new IOException(name + " has not worked off its jobs after " + LIMIT);
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    @Override
    public void close() {
        caller.process.destroyForcibly();
        worker.process.destroyForcibly();
    }

    /** One process, which answers each line with a line of JSON. */
    private static final class Node {

        private final Process process;
        private final BufferedReader answers;

        private Node(Path program, String queue, String url, int pool) throws IOException {
            process =
                    new ProcessBuilder("node", "--no-warnings", "" + program, queue, url, "" + pool)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            answers = process.inputReader(StandardCharsets.UTF_8);
            answer("start");
        }

        private JsonObject call(String command) throws IOException {
            process.outputWriter(StandardCharsets.UTF_8).append(command + "\n").flush();
            return answer(command);
        }

        /** Waits as long as the process runs; {@code --max-minutes} ends both. */
        private JsonObject answer(String command) throws IOException {
            String line = answers.readLine();
            JsonObject answer = line == null ? new JsonObject() : new JsonObject(line);
            if (line == null || answer.containsKey("error")) {
                throw new IOException(
                        "%s failed: %s".formatted(command, answer.getString("error")));
            }
            return answer;
        }
    }
}
