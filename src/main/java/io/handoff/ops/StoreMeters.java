package io.handoff.ops;

import io.handoff.store.GroupCommit;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** Size and duration of the store's commits. */
@Singleton
final class StoreMeters implements GroupCommit.Meter {

    private final DistributionSummary size;
    private final Timer wait;

    StoreMeters(MeterRegistry registry) {
        size =
                DistributionSummary.builder("handoff.store.commit.size")
                        .description("Writes in one commit")
                        .publishPercentileHistogram(false)
                        .register(registry);
        wait =
                Timer.builder("handoff.store.commit.wait")
                        .description(
                                "From submitting the oldest write of a commit to the end of its fsync")
                        .register(registry);
    }

    @Override
    public void committed(int writes, long oldestWaitNanos) {
        size.record(writes);
        wait.record(oldestWaitNanos, TimeUnit.NANOSECONDS);
    }
}
