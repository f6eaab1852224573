package io.handoff.bench.load;

import io.handoff.bench.machine.Jdk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The load generator as the harness sees it. */
public final class LoadProcess implements AutoCloseable {

    private static final String ENDED = "error the load generator ended";

    private final Process process;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private LoadProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "load-answers");
        reader.setDaemon(true);
        reader.start();
    }

    public static LoadProcess start(Jdk jdk, int threads) throws IOException {
        List<String> command =
                List.of(
                        jdk.java(),
                        "-Xmx1g",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadMain.class.getName(),
                        String.valueOf(threads));
        return start(command);
    }

    /** Any program that takes commands and answers as {@link LoadMain} does. */
    public static LoadProcess start(List<String> command) throws IOException {
        return new LoadProcess(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** For the line that it says by itself when it is ready. */
    public void awaitReady(Duration limit) throws IOException, InterruptedException {
        answer("its start", limit);
    }

    /** Sends one command and waits for its answer, at most as long as the command may take. */
    public Fields run(String command, Duration limit) throws IOException, InterruptedException {
        process.outputWriter(StandardCharsets.UTF_8).append(command).append('\n').flush();
        return answer(command, limit);
    }

    private Fields answer(String command, Duration limit) throws IOException, InterruptedException {
        String answer = answers.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (answer == null) {
            throw new IOException("no answer within " + limit.toSeconds() + " s to: " + command);
        }
        if (!answer.startsWith("ok")) {
            throw new IOException(answer);
        }
        return Fields.of(answer);
    }

    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line; (line = lines.readLine()) != null; ) {
                answers.add(line);
            }
            answers.add(ENDED);
        } catch (IOException e) {
            answers.add(ENDED + ": " + new UncheckedIOException(e).getMessage());
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
