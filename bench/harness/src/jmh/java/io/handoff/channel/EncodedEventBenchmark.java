package io.handoff.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.handoff.event.Event;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The bytes of one event, made once for all its subscribers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EncodedEventBenchmark {

    private static final String ID = "01a14a7e-5f80-7000-8000-000000000000";

    /** As the service's: times as text. */
    private final ObjectMapper json =
            new ObjectMapper()
                    .findAndRegisterModules()
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private final Event event =
            new Event(
                    "task:" + ID,
                    3,
                    ID,
                    "task.progress",
                    1_795_000_000_000L,
                    "{\"percent\":42,\"note\":\"page 42 of 100\"}");

    @Benchmark
    public byte[] frame() {
        return new EncodedEvent(event, json).frame();
    }
}
