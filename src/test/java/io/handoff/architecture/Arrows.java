package io.handoff.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;

/** Which package may import which. */
final class Arrows {

    private static final ImportTable TABLE = ImportTable.read();

    /** The root package has the main class only, and needs no row. */
    static final ArchRule KNOWN_PACKAGES =
            classes()
                    .that()
                    .resideOutsideOfPackage(ImportTable.ROOT)
                    .should(haveARow())
                    .because("every package has a row in the table of ARCHITECTURE.md");

    static final ArchRule DOWN =
            classes()
                    .should(importWhatTheTableAllows())
                    .because("the table of ARCHITECTURE.md says which package may import which");

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
                    .ignoreDependency(resideInAPackage("io.handoff.store.open.."), alwaysTrue())
                    .ignoreDependency(alwaysTrue(), resideInAPackage("io.handoff.store.sql.."));

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
                            "io.handoff.store.sql..",
                            "io.handoff.store.sqlite..",
                            "io.handoff.store.postgres..",
                            "io.handoff.bus.postgres..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.sql..", "javax.sql..", "org.sqlite..", "org.postgresql..");

    private Arrows() {}

    private static ArchCondition<JavaClass> haveARow() {
        return new ArchCondition<>("have a row for their package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!TABLE.has(type.getPackageName())) {
                    events.add(violated(type, "no row for the package of " + type.getName()));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> importWhatTheTableAllows() {
        return new ArchCondition<>("import only what the table allows") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    String target = dependency.getTargetClass().getPackageName();
                    if (target.startsWith(ImportTable.ROOT + '.')
                            && !TABLE.allows(type.getPackageName(), target)) {
                        events.add(violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }
}
