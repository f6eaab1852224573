package io.handoff.task.engine;

import io.handoff.task.TaskSettings;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Set;

/** Stops the start where a setting makes no sense, with one line that says which. */
final class SettingsCheck {

    private SettingsCheck() {}

    static void check(TaskSettings settings, Set<String> kinds) {
        atLeast(1, settings.slots(), "slots");
        atLeast(0, settings.startAhead(), "start-ahead");
        atLeast(1, settings.queueLimit(), "queue-limit");
        atLeast(1, settings.maxAttempts(), "max-attempts");
        atLeast(1, settings.maxCrashes(), "max-crashes");
        require(settings.lease().toSeconds() >= 3, "lease", "at least 3s", settings.lease());
        atLeast(1, settings.maxWaiters(), "max-waiters");
        atLeast(1, settings.keep().eventsPerChannel(), "keep.events-per-channel");
        atLeast(1, settings.timeout().toMillis(), "timeout");
        atLeast(1, settings.backoff().base().toMillis(), "backoff.base");
        double jitter = settings.backoff().jitter();
        require(jitter >= 0 && jitter < 1, "backoff.jitter", "between 0 and 1", jitter);
        settings.kinds()
                .forEach(
                        (name, kind) -> {
                            require(kinds.contains(name), "kinds." + name, "of " + kinds, name);
                            check(kind, "kinds." + name);
                        });
    }

    private static void check(TaskSettings.Kind kind, String name) {
        kind.maxAttempts().ifPresent(value -> atLeast(1, value, name + ".max-attempts"));
        kind.timeout().ifPresent(value -> atLeast(1, value.toMillis(), name + ".timeout"));
        kind.backoffBase().ifPresent(value -> atLeast(1, value.toMillis(), name + ".backoff-base"));
    }

    private static void atLeast(long least, long value, String name) {
        require(value >= least, name, "at least " + least, value);
    }

    private static void require(boolean holds, String name, String wanted, Object found) {
        if (!holds) {
            throw new ConfigurationException(
                    "handoff.tasks." + name + " must be " + wanted + ", not " + found + ".");
        }
    }
}
