package io.handoff.task;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** How tasks are run, retried and kept. */
@ConfigMapping(prefix = "handoff.tasks")
public interface TaskSettings {

    /**
     * Tasks that run at once on this node, each on a thread of its own. More hides slow
     * dependencies, and costs memory and pressure on them.
     */
    @WithDefault("64")
    int slots();

    /**
     * New tasks that may be on their way to a slot at once without having been queued, while slots
     * are free. More keeps bursts of short tasks quick; a task that gets no slot within 200 ms is
     * queued after all.
     */
    @WithDefault("512")
    int startAhead();

    /** Tasks that may wait (queued and scheduled); one more is answered with 503. */
    @WithDefault("1000000")
    long queueLimit();

    /** Attempts of a task before it is dead, where neither it nor its kind says otherwise. */
    @WithDefault("15")
    int maxAttempts();

    /** How long an attempt may take before it is interrupted and counts as failed. */
    @WithDefault("60s")
    Duration timeout();

    /** How long an interrupted attempt may go on before its result is given up. */
    @WithDefault("10s")
    Duration interruptGrace();

    Backoff backoff();

    /** Starts that ended with the process before the task is held responsible, and dead. */
    @WithDefault("3")
    int maxCrashes();

    /**
     * On a store that replicas share: how long one may be silent before the others run its tasks
     * again. Shorter is quicker after a crash, and mistakes a long pause for one. Renewed three
     * times in it.
     */
    @WithDefault("30s")
    Duration lease();

    /** The largest result a worker may set. */
    @WithDefault("64K")
    MemorySize maxResultSize();

    /** Callers that may wait for a task's end at once ({@code ?wait=}); one more gets 503. */
    @WithDefault("10000")
    int maxWaiters();

    /** Which ends of a task are published in its owner's channel; guests have none. */
    @WithDefault("always")
    TellOwner tellOwner();

    Keep keep();

    /** How often some of what was kept long enough is deleted. */
    @WithDefault("10s")
    Duration purgeEvery();

    /** Different rules for single kinds: {@code handoff.tasks.kinds.<kind>.…}. */
    Map<String, Kind> kinds();

    /** The wait before the next attempt: {@code base · 2^(attempt-1)}, at most {@code max}. */
    interface Backoff {
        @WithDefault("1s")
        Duration base();

        @WithDefault("1h")
        Duration max();

        /** Up to this share is added or taken at random, so that failures spread out. */
        @WithDefault("0.2")
        double jitter();
    }

    /** How long ended things stay. */
    interface Keep {
        /** Succeeded and cancelled tasks, with their history. */
        @WithDefault("24h")
        Duration ended();

        /** Dead tasks, so that an operator can look and retry. */
        @WithDefault("7d")
        Duration dead();

        /** Idempotency keys, and the ids of published events. */
        @WithDefault("24h")
        Duration idempotencyKeys();

        /** Events in users' channels and rooms: for how long, */
        @WithDefault("24h")
        Duration events();

        /** and at most how many in each. */
        @WithDefault("100")
        int eventsPerChannel();
    }

    /** What a kind does differently. */
    interface Kind {
        OptionalInt maxAttempts();

        Optional<Duration> timeout();

        Optional<Duration> backoffBase();

        Optional<Duration> backoffMax();

        Optional<TellOwner> tellOwner();
    }

    /** Which ends of a task are published to its owner. */
    enum TellOwner {
        ALWAYS,
        FAILURES,
        NEVER
    }
}
