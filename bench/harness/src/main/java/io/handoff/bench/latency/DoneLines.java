package io.handoff.bench.latency;

import io.handoff.bench.accept.Latencies;
import io.handoff.bench.accept.Micros;
import io.handoff.bench.load.Fields;
import io.handoff.bench.server.Http;
import io.handoff.bench.server.ServerProcess;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code <time> <id> Processed: {"sentMicros":…}}: when it was done, and when it was due. */
public final class DoneLines {

    private static final Pattern LINE =
            Pattern.compile("(\\S+) (\\S+) Processed: .*\"sentMicros\"\\s*:\\s*(\\d+).*\\R?");
    private static final Pattern ENDED = Pattern.compile("\"endedAt\"\\s*:\\s*\"([^\"]+)\"");
    private static final int SAMPLES = 200;

    private final Latencies latencies = new Latencies();
    private final List<Done> all = new ArrayList<>();

    public void take(String line) {
        Matcher words = LINE.matcher(line);
        if (!words.matches()) {
            throw new IllegalStateException("not a line of log.txt as documented: " + line);
        }
        Done done = new Done(words.group(2), Long.parseLong(words.group(3)));
        latencies.add(Micros.of(Instant.parse(words.group(1))) - done.dueMicros());
        all.add(done);
    }

    public Fields fields() {
        return Latencies.merged(List.of(latencies)).into(new Fields());
    }

    /**
     * The stored end comes after the line; asking for all of them would take longer than the run.
     */
    Fields endedFields(ServerProcess server) throws IOException, InterruptedException {
        Latencies ended = new Latencies();
        int step = Math.max(1, all.size() / SAMPLES);
        for (int i = 0; i < all.size(); i += step) {
            Done done = all.get(i);
            Matcher time = ENDED.matcher(Http.get(server.port(), "/tasks/" + done.id()).body());
            if (time.find()) {
                ended.add(Micros.of(Instant.parse(time.group(1))) - done.dueMicros());
            }
        }
        if (ended.size() == 0) {
            throw new IOException("GET /tasks/{id} tells no endedAt of tasks that are done");
        }
        return Latencies.merged(List.of(ended)).into(new Fields());
    }

    private record Done(String id, long dueMicros) {}
}
