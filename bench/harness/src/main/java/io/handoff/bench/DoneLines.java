package io.handoff.bench;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code <time> <id> Processed: {"sentMicros":…}}: when it was done, and when it was due. */
final class DoneLines {

    private static final Pattern LINE =
            Pattern.compile("(\\S+) (\\S+) Processed: .*\"sentMicros\"\\s*:\\s*(\\d+).*");
    private static final Pattern ENDED = Pattern.compile("\"endedAt\"\\s*:\\s*\"([^\"]+)\"");
    private static final int SAMPLES = 200;

    private final Latencies latencies = new Latencies();
    private final List<Done> all = new ArrayList<>();

    private record Done(String id, long dueMicros) {}

    void add(String line) {
        Matcher words = LINE.matcher(line);
        if (!words.matches()) {
            throw new IllegalStateException("not a line of log.txt as documented: " + line);
        }
        Done done = new Done(words.group(2), Long.parseLong(words.group(3)));
        latencies.add(ProcessTarget.micros(Instant.parse(words.group(1))) - done.dueMicros());
        all.add(done);
    }

    Latencies latencies() {
        return latencies;
    }

    /** The stored end comes after the line; to ask for all of them would take too long. */
    Latencies endedLatencies(ServerProcess server) throws IOException, InterruptedException {
        Latencies ended = new Latencies();
        int step = Math.max(1, all.size() / SAMPLES);
        for (int i = 0; i < all.size(); i += step) {
            Done done = all.get(i);
            String body = Http.get(server.port(), "/tasks/" + done.id()).body();
            Matcher time = ENDED.matcher(body);
            if (!time.find()) {
                throw new IOException("GET /tasks/{id} has no endedAt of a task done: " + body);
            }
            ended.add(ProcessTarget.micros(Instant.parse(time.group(1))) - done.dueMicros());
        }
        return ended;
    }
}
