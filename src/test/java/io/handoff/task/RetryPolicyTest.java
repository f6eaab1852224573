package io.handoff.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handoff.Settings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @CsvSource({"1,1000", "2,2000", "3,4000", "12,2048000", "13,3600000", "99,3600000"})
    void shouldDoubleUpToTheCap(int attempt, long millis) {
        assertEquals(millis, new RetryPolicy(SECOND, HOUR, 0, () -> 0.9).delayMillis(attempt));
    }

    @Test
    void shouldSpreadByTheJitter() {
        assertEquals(800, new RetryPolicy(SECOND, HOUR, 0.2, () -> 0).delayMillis(1));
        assertEquals(1000, new RetryPolicy(SECOND, HOUR, 0.2, () -> 0.5).delayMillis(1));
        assertEquals(
                1200, new RetryPolicy(SECOND, HOUR, 0.2, () -> Math.nextDown(1.0)).delayMillis(1));
    }

    @Test
    void shouldNotOverflow() {
        assertEquals(
                HOUR.toMillis(),
                new RetryPolicy(SECOND, HOUR, 0, () -> 0).delayMillis(Integer.MAX_VALUE));
    }

    @Test
    void shouldFollowTheContractByDefault() {
        KindPolicy kindPolicy = new KindPolicy(Settings.of(TaskSettings.class), () -> 0.5);

        assertEquals(1_000, kindPolicy.retry("any").delayMillis(1));
        assertEquals(HOUR.toMillis(), kindPolicy.retry("any").delayMillis(20));
        assertEquals(0.2, kindPolicy.retry("any").jitter());
        assertEquals(15, kindPolicy.maxAttempts("any"));
        assertEquals(Duration.ofSeconds(60), kindPolicy.timeout("any"));
        assertEquals(3, kindPolicy.maxCrashes());
    }

    @Test
    void shouldFollowTheRulesOfAKind() {
        KindPolicy kindPolicy =
                new KindPolicy(
                        Settings.of(
                                TaskSettings.class,
                                "handoff.tasks.kinds.mail.max-attempts",
                                "3",
                                "handoff.tasks.kinds.mail.timeout",
                                "5s",
                                "handoff.tasks.kinds.mail.backoff-base",
                                "10s",
                                "handoff.tasks.kinds.mail.backoff-max",
                                "15s"),
                        () -> 0.5);

        assertEquals(3, kindPolicy.maxAttempts("mail"));
        assertEquals(Duration.ofSeconds(5), kindPolicy.timeout("mail"));
        assertEquals(10_000, kindPolicy.retry("mail").delayMillis(1));
        assertEquals(15_000, kindPolicy.retry("mail").delayMillis(2));
        assertEquals(15, kindPolicy.maxAttempts("other"));
    }
}
