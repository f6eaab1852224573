package io.handoff.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. A package that is new must be given its place here. */
final class Arrows {

    /** Includes the top package itself, where only the main class is. */
    static final ArchRule KNOWN_PACKAGES =
            classes()
                    .should()
                    .resideInAnyPackage(
                            "io.handoff",
                            "io.handoff.ops..",
                            "io.handoff.process..",
                            "io.handoff.notification..",
                            "io.handoff.schedule..",
                            "io.handoff.channel..",
                            "io.handoff.inbox..",
                            "io.handoff.transfer..",
                            "io.handoff.live..",
                            "io.handoff.limit..",
                            "io.handoff.bus..",
                            "io.handoff.cluster..",
                            "io.handoff.echo..",
                            "io.handoff.socket..",
                            "io.handoff.task..",
                            "io.handoff.store..",
                            "io.handoff.access..",
                            "io.handoff.http..");

    static final ArchRule DOWN =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .withOptionalLayers(true)
                    .layer("ops")
                    .definedBy("io.handoff.ops..")
                    .layer("process")
                    .definedBy("io.handoff.process..")
                    .layer("notification")
                    .definedBy("io.handoff.notification..")
                    .layer("schedule")
                    .definedBy("io.handoff.schedule..")
                    .layer("channel")
                    .definedBy("io.handoff.channel..")
                    .layer("inbox")
                    .definedBy("io.handoff.inbox..")
                    .layer("transfer")
                    .definedBy("io.handoff.transfer..")
                    .layer("live")
                    .definedBy("io.handoff.live..")
                    .layer("limit")
                    .definedBy("io.handoff.limit..")
                    .layer("cluster")
                    .definedBy("io.handoff.cluster..")
                    .layer("bus")
                    .definedBy("io.handoff.bus..")
                    .layer("echo")
                    .definedBy("io.handoff.echo..")
                    .layer("socket")
                    .definedBy("io.handoff.socket..")
                    .layer("task")
                    .definedBy("io.handoff.task..")
                    .layer("store")
                    .definedBy("io.handoff.store..")
                    .layer("access")
                    .definedBy("io.handoff.access..")
                    .layer("http")
                    .definedBy("io.handoff.http..")
                    .whereLayer("ops")
                    .mayOnlyAccessLayers(
                            "process",
                            "notification",
                            "schedule",
                            "channel",
                            "inbox",
                            "live",
                            "bus",
                            "cluster",
                            "limit",
                            "echo",
                            "socket",
                            "task",
                            "store",
                            "access",
                            "http")
                    .whereLayer("process")
                    .mayOnlyAccessLayers("task", "store", "access", "http")
                    .whereLayer("notification")
                    .mayOnlyAccessLayers("task", "store", "access", "http")
                    .whereLayer("schedule")
                    .mayOnlyAccessLayers("task", "store", "access", "http", "limit")
                    .whereLayer("live")
                    .mayOnlyAccessLayers(
                            "channel", "cluster", "socket", "store", "access", "http", "limit")
                    .whereLayer("inbox")
                    .mayOnlyAccessLayers("channel", "store", "access", "http")
                    .whereLayer("transfer")
                    .mayOnlyAccessLayers("store")
                    .whereLayer("channel")
                    .mayOnlyAccessLayers("bus", "store", "access", "http")
                    .whereLayer("echo")
                    .mayOnlyAccessLayers("task", "store", "access", "http", "socket", "limit")
                    .whereLayer("task")
                    .mayOnlyAccessLayers("bus", "store", "access", "http", "limit")
                    .whereLayer("bus")
                    .mayOnlyAccessLayers("store")
                    .whereLayer("cluster")
                    .mayOnlyAccessLayers("bus", "store")
                    .whereLayer("socket")
                    .mayOnlyAccessLayers("cluster", "access", "http", "limit")
                    .whereLayer("access")
                    .mayOnlyAccessLayers("store", "http")
                    .whereLayer("store")
                    .mayNotAccessAnyLayer()
                    .whereLayer("limit")
                    .mayNotAccessAnyLayer()
                    .whereLayer("http")
                    .mayOnlyAccessLayers("limit")
                    .ignoreDependency(resideInAPackage("io.handoff"), alwaysTrue());

    static final ArchRule NO_CYCLES =
            slices().matching("io.handoff.(**)").should().beFreeOfCycles();

    /**
     * The port knows no adapter; what opens a store knows them all, and nobody knows it but ops.
     */
    static final ArchRule ADAPTERS =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "io.handoff.store.sqlite..",
                            "io.handoff.store.postgres..",
                            "io.handoff.store.open..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.handoff.store.sqlite..", "io.handoff.store.postgres..");

    static final ArchRule ADAPTERS_APART =
            slices().matching("io.handoff.store.(*)..")
                    .should()
                    .notDependOnEachOther()
                    .ignoreDependency(resideInAPackage("io.handoff.store.open.."), alwaysTrue());

    /** The same for the bus. */
    static final ArchRule BUS_ADAPTERS =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "io.handoff.bus.redis..",
                            "io.handoff.bus.rabbitmq..",
                            "io.handoff.bus.postgres..",
                            "io.handoff.bus.open..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.handoff.bus.redis..",
                            "io.handoff.bus.rabbitmq..",
                            "io.handoff.bus.postgres..");

    static final ArchRule SQL =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "io.handoff.store.sqlite..",
                            "io.handoff.store.postgres..",
                            "io.handoff.bus.postgres..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.sql..", "javax.sql..", "org.sqlite..", "org.postgresql..");

    private Arrows() {}
}
