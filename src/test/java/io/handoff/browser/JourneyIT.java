package io.handoff.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import io.handoff.crash.HandoffProcess;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way through the page that every build takes; with {@code -Pfull}, {@link BrowserIT} too. */
class JourneyIT {

    private static final String MARKUP = "<img src=x onerror=alert(1)>";

    @TempDir Path folder;

    @Test
    void shouldShowWorkFromTheFormToItsEnd() {
        HandoffProcess.Setup setup = HandoffProcess.in(folder);
        int port = setup.port();
        try (Chromium chromium = Chromium.assume("the journey through the page");
                HandoffProcess service = setup.start();
                Visitor alice = chromium.visitor("alice").at(port, "try")) {
            assertTrue(service.alive());
            alice.find("#seconds").fill("2");
            alice.fill("Message (comes back as its result)", MARKUP);
            alice.press("Hand it off");
            Locator card = alice.find(".task").first();
            assertThat(card.locator(".badge")).containsText("running");
            assertThat(card.locator(".progress .hint"))
                    .hasText(Pattern.compile("[1-9]\\d? % · .*"));
            assertThat(card.locator(".badge")).containsText("succeeded");

            card.locator("header a").click();
            assertThat(alice.find(".timeline li")).hasCount(3);
            alice.sees("pre", MARKUP);
            alice.press("Copy as curl");
            alice.sees(".toast", "Copied");
            String copied = (String) alice.page().evaluate("navigator.clipboard.readText()");
            assertTrue(
                    copied.startsWith("curl -i 'http://localhost:" + port + "/tasks?user=alice'"),
                    copied);
        }
    }
}
