package io.handoff.ops;

import io.handoff.schedule.ScheduleMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** Counts the runs of schedules that this replica submitted. */
@Singleton
final class ScheduleMeters implements ScheduleMeter {

    private final Counter fired;
    private final Counter missed;
    private final Timer late;

    ScheduleMeters(MeterRegistry registry) {
        fired =
                Counter.builder("handoff.schedules.fired")
                        .description("Tasks submitted for schedules")
                        .register(registry);
        missed =
                Counter.builder("handoff.schedules.missed")
                        .description("Due times that passed without a task of their own")
                        .register(registry);
        late =
                Timer.builder("handoff.schedules.late")
                        .description("Delay from a schedule's due time to its task")
                        .register(registry);
    }

    @Override
    public void fired(long lateMillis) {
        fired.increment();
        late.record(lateMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void missed(int runs) {
        missed.increment(runs);
    }
}
