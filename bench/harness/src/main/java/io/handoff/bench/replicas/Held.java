package io.handoff.bench.replicas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A replica that takes tasks and does none: its one slot is held by a log that nobody reads. */
public final class Held {

    private Held() {}

    public static Map<String, String> settings(Path work, Map<String, String> others)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(work, "held-");
        String pipe = folder.resolve("log.txt").toString();
        if (new ProcessBuilder("mkfifo", pipe).start().waitFor() != 0) {
            throw new IOException("mkfifo failed for " + pipe);
        }
        Map<String, String> settings = new HashMap<>(others);
        settings.put("HANDOFF_DATA_DIR", folder.toString());
        settings.put("HANDOFF_TASKS_SLOTS", "1");
        settings.put("HANDOFF_TASKS_QUEUE_LIMIT", "10000000");
        settings.put("HANDOFF_TASKS_KINDS_PROCESS_TIMEOUT", "1h");
        settings.put("HANDOFF_DRAIN_TASKS", "1s");
        return settings;
    }
}
