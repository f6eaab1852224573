package io.handoff.task;

import io.handoff.task.TaskSettings.Kind;
import io.handoff.task.TaskSettings.TellOwner;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** What the settings say for a kind of task. */
public final class KindPolicy {

    private final TaskSettings settings;
    private final DoubleSupplier random;
    private final Map<String, Kind> kinds;

    public KindPolicy(TaskSettings settings, DoubleSupplier random) {
        this.settings = settings;
        this.random = random;
        this.kinds = settings.kinds();
    }

    public int maxAttempts(String kind) {
        Kind own = kinds.get(kind);
        return own == null
                ? settings.maxAttempts()
                : own.maxAttempts().orElse(settings.maxAttempts());
    }

    public Duration timeout(String kind) {
        return own(kind).flatMap(Kind::timeout).orElse(settings.timeout());
    }

    RetryPolicy retry(String kind) {
        return new RetryPolicy(
                own(kind).flatMap(Kind::backoffBase).orElse(settings.backoff().base()),
                own(kind).flatMap(Kind::backoffMax).orElse(settings.backoff().max()),
                settings.backoff().jitter(),
                random);
    }

    public TellOwner tellOwner(String kind) {
        Kind own = kinds.get(kind);
        return own == null ? settings.tellOwner() : own.tellOwner().orElse(settings.tellOwner());
    }

    int maxCrashes() {
        return settings.maxCrashes();
    }

    private Optional<Kind> own(String kind) {
        return Optional.ofNullable(kinds.get(kind));
    }
}
