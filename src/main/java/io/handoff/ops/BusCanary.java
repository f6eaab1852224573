package io.handoff.ops;

import io.handoff.bus.Bus;
import io.handoff.bus.BusSettings;
import io.handoff.store.Event;
import io.handoff.store.Ids;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Sends itself a message through the bus every few seconds, and sees whether and when it is heard:
 * a bus that has lost us looks like one on which nothing happens.
 */
@Singleton
final class BusCanary {

    /** No client can ask for it: it is in no namespace. */
    private static final String CHANNEL = "canary";

    private static final long LATE_MILLIS = Duration.ofSeconds(12).toMillis();

    private final Bus bus;
    private final String name;
    private final InstantSource clock;
    private final Ids ids;
    private final String self;
    private volatile long heardAt;
    private volatile double lagSeconds;

    BusCanary(Bus bus, BusSettings settings, InstantSource clock, MeterRegistry registry) {
        this.bus = bus;
        this.name = settings.bus();
        this.clock = clock;
        this.ids = new Ids(clock);
        this.self = ids.next();
        Gauge.builder("handoff.bus.lag", this, canary -> canary.lagSeconds)
                .description("From publishing on the bus to hearing it back, the last time")
                .baseUnit("seconds")
                .register(registry);
        FunctionCounter.builder("handoff.bus.dropped", bus, Bus::dropped)
                .description("Events the bus could not carry")
                .register(registry);
    }

    void start(@Observes StartupEvent event) {
        bus.listen(this::hear);
        sing();
    }

    @Scheduled(every = "5s", delayed = "5s")
    void sing() {
        String sentAt = Long.toString(System.nanoTime());
        bus.publish(new Event(CHANNEL, 0, ids.next(), self, clock.millis(), sentAt));
    }

    private void hear(Event event) {
        if (event.channel().equals(CHANNEL) && event.type().equals(self)) {
            lagSeconds = (System.nanoTime() - Long.parseLong(event.data())) / 1e9;
            heardAt = clock.millis();
        }
    }

    /** Which bus it is. */
    String bus() {
        return name;
    }

    boolean heard() {
        return clock.millis() - heardAt <= LATE_MILLIS;
    }

    double lagMillis() {
        return Math.round(lagSeconds * 1e6) / 1e3;
    }
}
