package io.handoff.bench.live;

import io.handoff.bench.Setup;
import io.handoff.bench.load.Fields;
import io.handoff.bench.rounds.Sample;
import io.handoff.bench.server.ServerProcess;
import java.io.IOException;
import java.time.Duration;

/**
 * A load in three stages: the crowd gathers, it is measured, it leaves. So the processor time of a
 * thousand handshakes is not counted as that of what is measured.
 */
public final class Staged {

    public static final int GATHER = 1;
    public static final int MEASURE = 2;

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Staged() {}

    public static Sample take(Setup setup, ServerProcess server, String command, int seconds)
            throws IOException, InterruptedException {
        try {
            setup.load().run(command + " stage=" + GATHER, LIMIT);
            return Sample.take(setup.load(), server, command + " stage=" + MEASURE, seconds);
        } finally {
            setup.load().run(command + " stage=3", LIMIT);
        }
    }

    /** The stage that is asked for. */
    public static int of(Fields command) {
        return command.integer("stage");
    }
}
