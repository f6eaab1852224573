package io.handoff.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import redis.embedded.core.ExecutableProvider;

/** A Redis that a test may stop, start again where it was, and put to sleep. */
final class Redis implements AutoCloseable {

    private final File program;
    private final Path folder;
    private final int port = HandoffProcess.freePort();
    private Process process;

    private Redis(File program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    static Redis in(Path folder) throws IOException {
        Redis redis = new Redis(ExecutableProvider.newJarResourceProvider().get(), folder);
        redis.start();
        return redis;
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    void start() throws IOException {
        process =
                new ProcessBuilder(
                                program.toString(),
                                "--port",
                                String.valueOf(port),
                                "--bind",
                                "127.0.0.1",
                                "--save",
                                "",
                                "--appendonly",
                                "no")
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
    }

    void stop() {
        process.destroy();
        process.onExit().join();
    }

    /** Its connections stay, and nothing comes of them. */
    void sleep() throws Exception {
        signal("STOP");
    }

    void wake() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        Process kill =
                new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
        assertEquals(0, kill.waitFor());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
