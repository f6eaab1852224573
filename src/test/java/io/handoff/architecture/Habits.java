package io.handoff.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.lang.ArchRule;
import io.handoff.task.worker.TaskRun;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What nobody here does, or only one does. */
final class Habits {

    /** {@code System.nanoTime} measures durations, and is nobody's idea of now. */
    static final ArchRule ONE_CLOCK =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("io.handoff.ops.Clocks")
                    .should()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callConstructor(Date.class)
                    .orShould()
                    .callMethodWhere(readsTheSystemClock())
                    .because("the clock is injected, so that tests can set it");

    static final ArchRule NO_SLEEP =
            noClasses()
                    .should()
                    .callMethodWhere(
                            calls(Thread.class, "sleep").or(calls(TimeUnit.class, "sleep")))
                    .because("who waits waits for a signal");

    static final ArchRule ONE_PLACE_FIRES =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName(TaskRun.class.getPackageName() + ".CdiWorkers")
                    .should()
                    .callMethodWhere(calls(Event.class, "fireAsync"))
                    .because("only there somebody hears how a worker ended");

    static final ArchRule NO_SUCH_NAMES =
            noClasses()
                    .should()
                    .haveNameMatching(".*(Manager|Helper|Util|Utils|Dto|DTO|Service|Impl)(\\$.*)?")
                    .because("such a name says nothing");

    static final ArchRule NO_SUCH_PACKAGES =
            noClasses()
                    .should()
                    .resideInAnyPackage(
                            "..util..", "..common..", "..dto..", "..service..", "..impl..");

    /**
     * Quarkus' scheduler stops for as long as the clock was ahead, once that is set back. That may
     * only delay the deletion of what was kept long enough, which goes by the wall clock itself.
     */
    static final ArchRule MONOTONIC_JOBS =
            noClasses()
                    .that()
                    .haveNameNotMatching(
                            "io\\.handoff\\.(audit\\.AuditWiring|task\\.engine\\.TaskWiring)")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.quarkus.scheduler..")
                    .because("PeriodicJobs runs by monotonic time");

    /**
     * In a native image static fields are made while it is built: a thread or an executor would be
     * gone, a random would be the same in every process, a clock or a buffer the build machine's.
     */
    static final ArchRule NO_STATIC_MACHINERY =
            classes()
                    .should(StaticMachinery.notBeHeld())
                    .because("a native image would have the build machine's");

    private Habits() {}

    private static DescribedPredicate<JavaCall<?>> readsTheSystemClock() {
        return Stream.of(
                        calls(Instant.class, "now"),
                        calls(LocalDate.class, "now"),
                        calls(LocalTime.class, "now"),
                        calls(LocalDateTime.class, "now"),
                        calls(OffsetDateTime.class, "now"),
                        calls(ZonedDateTime.class, "now"),
                        target(owner(type(Clock.class)))
                                .and(target(nameMatching("system.*|tick.*"))),
                        calls(java.time.InstantSource.class, "system"))
                .map(predicate -> predicate.<JavaCall<?>>forSubtype())
                .reduce((one, other) -> one.or(other))
                .orElseThrow()
                .as("the system's clock is read");
    }

    private static DescribedPredicate<JavaCall<?>> calls(Class<?> type, String method) {
        return target(owner(assignableTo(type)))
                .and(target(name(method)))
                .as(type.getSimpleName() + '.' + method);
    }
}
