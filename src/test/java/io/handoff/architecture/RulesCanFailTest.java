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
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.quarkus.scheduler.Scheduler;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.enterprise.event.Event;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
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
    void shouldFindJobsByTheWallClock() {
        assertBroken(Habits.MONOTONIC_JOBS, RunsByTheWallClock.class);
    }

    @Test
    void shouldFindStaticMachinery() {
        assertBroken(Habits.NO_STATIC_MACHINERY, HoldsAnExecutor.class);
        assertBroken(Habits.NO_STATIC_MACHINERY, HoldsARandom.class);
        assertBroken(Habits.NO_STATIC_MACHINERY, HoldsABuffer.class);
        assertBroken(Habits.NO_STATIC_MACHINERY, HoldsAClock.class);
        assertBroken(Habits.NO_STATIC_MACHINERY, HoldsInAList.class);
        assertBroken(Habits.NO_STATIC_MACHINERY, CapturesAnExecutor.class);
        assertBroken(Habits.NO_STATIC_MACHINERY, ConstantWithAThread.class);
        assertHolds(Habits.NO_STATIC_MACHINERY, HoldsAnInstanceClock.class);
        assertHolds(Habits.NO_STATIC_MACHINERY, MeasuresADuration.class);
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

    static final class RunsByTheWallClock {
        Scheduler scheduler;
    }

    static final class HoldsAnExecutor {
        static final Executor READERS = Runnable::run;
    }

    static final class HoldsARandom {
        static final Object SALT = new SecureRandom();
    }

    static final class HoldsABuffer {
        static final ByteBuf PING = null;
    }

    static final class HoldsAClock {
        static final InstantSource CLOCK = null;
    }

    static final class HoldsInAList {
        static final List<Thread> THREADS = List.of();
    }

    static final class CapturesAnExecutor {
        static final Runnable LATER = later(ForkJoinPool.commonPool());

        private static Runnable later(Executor executor) {
            return () -> executor.execute(() -> {});
        }
    }

    enum ConstantWithAThread {
        ONE;

        final Thread thread = null;
    }

    static final class HoldsAnInstanceClock {
        static final int LIMIT = 7;
        InstantSource clock;
    }

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
