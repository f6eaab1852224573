package io.handoff.architecture;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.handoff.bus.postgres.PostgresBusConnection;
import io.handoff.ops.DrainSettings;
import io.handoff.store.sqlite.SqliteFile;
import io.handoff.task.Task;
import io.netty.channel.Channel;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.enterprise.event.Event;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import sun.misc.Signal;

/** A rule that cannot fail holds nothing: each meets a class that breaks it. */
class RulesCanFailTest {

    @Test
    void shouldFindClocks() {
        assertBroken(Habits.ONE_CLOCK, AsksTheSystem.class);
        assertBroken(Habits.ONE_CLOCK, AsksAnInstant.class);
        assertBroken(Habits.ONE_CLOCK, MakesAClock.class);
        assertHolds(Habits.ONE_CLOCK, MeasuresADuration.class);
    }

    @Test
    void shouldFindSleepers() {
        assertBroken(Habits.NO_SLEEP, Sleeper.class);
        assertBroken(Habits.NO_SLEEP, PoliteSleeper.class);
    }

    @Test
    void shouldFindWhoFires() {
        assertBroken(Habits.ONE_PLACE_FIRES, Fires.class);
    }

    @Test
    void shouldFindInternals() {
        assertBroken(Internals.ONE_PLACE, UsesAnInternalClass.class);
        assertBroken(Internals.ONE_PLACE, UsesASignal.class);
        assertBroken(Internals.ONE_PLACE, CallsUnsafe.class);
        assertBroken(Internals.ONE_PLACE, CallsAnUnderscore.class);
        assertHolds(Internals.ONE_PLACE, Sleeper.class);
    }

    @Test
    void shouldFindNames() {
        assertBroken(Habits.NO_SUCH_NAMES, TaskManager.class);
        assertHolds(Habits.NO_SUCH_NAMES, Sleeper.class);
    }

    @Test
    void shouldFindSql() {
        assertBroken(Arrows.SQL, TouchesSql.class);
        assertBroken(Arrows.ADAPTERS, KnowsAnAdapter.class);
        assertBroken(Arrows.BUS_ADAPTERS, KnowsABus.class);
    }

    @Test
    void shouldFindArrowsThatPointUp() {
        JavaClasses upward =
                new ClassFileImporter()
                        .importClasses(
                                io.handoff.store.KnowsOps.class, DrainSettings.class, Task.class);

        assertThrows(AssertionError.class, () -> Arrows.DOWN.check(upward));
        assertFalse(Arrows.DOWN.evaluate(upward).getFailureReport().getDetails().isEmpty());
    }

    @Test
    void shouldFindPackagesWithoutAPlace() {
        assertBroken(Arrows.KNOWN_PACKAGES, Sleeper.class);
    }

    private static void assertBroken(ArchRule rule, Class<?> by) {
        JavaClasses classes = new ClassFileImporter().importClasses(by);
        assertTrue(rule.evaluate(classes).hasViolation(), () -> by + " should break: " + rule);
    }

    private static void assertHolds(ArchRule rule, Class<?> of) {
        JavaClasses classes = new ClassFileImporter().importClasses(of);
        assertFalse(rule.evaluate(classes).hasViolation(), () -> of + " should keep: " + rule);
    }

    static final class AsksTheSystem {
        long now() {
            return System.currentTimeMillis();
        }
    }

    static final class AsksAnInstant {
        Instant now() {
            return Instant.now();
        }
    }

    static final class MakesAClock {
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    static final class MeasuresADuration {
        long start() {
            return System.nanoTime();
        }
    }

    static final class Sleeper {
        void sleep() throws InterruptedException {
            Thread.sleep(1);
        }
    }

    static final class PoliteSleeper {
        void sleep() throws InterruptedException {
            TimeUnit.SECONDS.sleep(1);
        }
    }

    static final class Fires {
        CompletionStage<String> fire(Event<String> event) {
            return event.fireAsync("news");
        }
    }

    static final class UsesAnInternalClass {
        ConnectionBase connection;
    }

    static final class UsesASignal {
        String number(Signal signal) {
            return signal.getName();
        }
    }

    static final class CallsUnsafe {
        Object unsafe(Channel channel) {
            return channel.unsafe();
        }
    }

    static final class CallsAnUnderscore {
        Object recycler(JsonFactory factory) {
            return factory._getBufferRecycler();
        }
    }

    static final class TaskManager {}

    static final class TouchesSql {
        Connection connection;
    }

    static final class KnowsABus {
        PostgresBusConnection connection;
    }

    static final class KnowsAnAdapter {
        SqliteFile file;
    }
}
