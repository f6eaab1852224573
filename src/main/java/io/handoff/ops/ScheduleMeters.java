package io.handoff.ops;

import io.handoff.schedule.ScheduleMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** How the schedules go, as far as this replica fires them. */
@Singleton
final class ScheduleMeters implements ScheduleMeter {

    private final Counter fired;
    private final Counter missed;
    private final Timer late;

    ScheduleMeters(MeterRegistry registry) {
        fired =
                Counter.builder("handoff.schedules.fired")
                        .description("Tasks that were handed in for schedules")
                        .register(registry);
        missed =
                Counter.builder("handoff.schedules.missed")
                        .description("Runs that a later one stood for, as nobody could fire them")
                        .register(registry);
        late =
                Timer.builder("handoff.schedules.late")
                        .description("From a schedule's time to the task that it fires")
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
