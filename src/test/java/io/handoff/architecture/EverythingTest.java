package io.handoff.architecture;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What holds for the service and for its tests. */
@AnalyzeClasses(packages = "io.handoff", importOptions = WithoutFixtures.class)
class EverythingTest {

    @ArchTest static final ArchRule SHOULD_NOT_SLEEP = Habits.NO_SLEEP;

    @ArchTest static final ArchRule SHOULD_NOT_BE_CALLED_SO = Habits.NO_SUCH_NAMES;

    @ArchTest static final ArchRule SHOULD_NOT_BE_IN_SUCH_PACKAGES = Habits.NO_SUCH_PACKAGES;
}
