package io.handoff.architecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The shape of the service, as ARCHITECTURE.md draws it. */
@AnalyzeClasses(packages = "io.handoff", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest static final ArchRule SHOULD_POINT_DOWN_ONLY = Arrows.DOWN;

    @ArchTest static final ArchRule SHOULD_HAVE_NO_CYCLES = Arrows.NO_CYCLES;

    @ArchTest static final ArchRule SHOULD_NAME_EVERY_PACKAGE = Arrows.KNOWN_PACKAGES;

    @ArchTest static final ArchRule SHOULD_OPEN_STORES_IN_ONE_PLACE = Arrows.ADAPTERS;

    @ArchTest static final ArchRule SHOULD_OPEN_BUSES_IN_ONE_PLACE = Arrows.BUS_ADAPTERS;

    @ArchTest static final ArchRule SHOULD_KEEP_ADAPTERS_APART = Arrows.ADAPTERS_APART;

    @ArchTest static final ArchRule SHOULD_KEEP_SQL_IN_ADAPTERS = Arrows.SQL;

    @ArchTest static final ArchRule SHOULD_ASK_ONE_CLOCK = Habits.ONE_CLOCK;

    @ArchTest static final ArchRule SHOULD_FIRE_TASKS_IN_ONE_PLACE = Habits.ONE_PLACE_FIRES;

    @ArchTest static final ArchRule SHOULD_NOT_SLEEP = Habits.NO_SLEEP;

    @ArchTest static final ArchRule SHOULD_USE_INTERNALS_IN_ONE_PLACE = Internals.ONE_PLACE;

    @ArchTest static final ArchRule SHOULD_NOT_BE_CALLED_SO = Habits.NO_SUCH_NAMES;

    @ArchTest static final ArchRule SHOULD_NOT_BE_IN_SUCH_PACKAGES = Habits.NO_SUCH_PACKAGES;
}
