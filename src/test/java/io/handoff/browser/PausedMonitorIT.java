package io.handoff.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.crash.HandoffProcess;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A paused monitor keeps what it shows; another view or filter is shown all the same. */
@Tag("full")
class PausedMonitorIT {

    @TempDir Path folder;

    @Test
    void shouldStandStillWhilePausedAndShowWhatIsAskedFor() {
        HandoffProcess.Setup setup = HandoffProcess.in(folder);
        try (Chromium chromium = Chromium.assume("the monitor that stands still");
                HandoffProcess service = setup.start();
                Visitor alice = chromium.visitor("alice").at(setup.port(), "monitor")) {
            assertTrue(service.alive());
            assertThat(alice.find("canvas[data-points]")).hasCount(2);
            alice.press("‖ Pause");
            alice.sees("[role=status]", "Paused");
            assertEquals(true, alice.page().evaluate("Chart.getChart('throughput') !== undefined"));

            alice.find(".tabs a", "Tasks").click();
            alice.sees(".filters", "match");
            alice.press("‖ Pause");
            alice.find("#state").selectOption("running");
            alice.sees(".filters", "match");
            assertThat(alice.page()).hasURL(Pattern.compile(".*#/monitor/tasks/running/$"));
        }
    }
}
