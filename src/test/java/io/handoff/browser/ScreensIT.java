package io.handoff.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.handoff.crash.HandoffProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every screen with something on it, in both themes: by the rules of WCAG 2.2 AA as far as axe
 * knows them, and narrow without a need to scroll sideways. With {@code -Dscreenshots=folder} it
 * takes screenshots.
 */
@Tag("full")
class ScreensIT {

    private static final List<String> SCREENS =
            List.of(
                    "try",
                    "chat",
                    "inbox",
                    "monitor",
                    "monitor/tasks",
                    "monitor/tasks/dead",
                    "monitor/schedules",
                    "monitor/audit",
                    "echo");

    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    @TempDir static Path folder;

    private static Chromium chromium;
    private static HandoffProcess service;
    private static int port;

    @BeforeAll
    static void start() {
        chromium = Chromium.assume("the look at every screen");
        HandoffProcess.Setup setup = HandoffProcess.in(folder);
        port = setup.port();
        service = setup.start();
        new SampleData(port).submit();
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
            chromium.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void shouldBeForEverybody(ColorScheme colours) {
        try (Visitor alice = chromium.visitor("alice", colours, 1280).at(port, "try")) {
            submit(alice, "0", "0");
            alice.sees(".task .badge", "succeeded");
            submit(alice, "1", "100");
            alice.sees(".task .badge", "scheduled");
            submit(alice, "30", "0");
            submit(alice, "8", "0");
            alice.sees(".task .badge", "running");
            for (String screen : SCREENS) {
                look(alice, screen);
                check(alice, screen);
                shoot(alice, screen, colours, 1280);
            }
            alice.at(port, "try").find(".task header a").first().click();
            alice.sees(".timeline", "running");
            check(alice, "task");
            shoot(alice, "task", colours, 1280);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void shouldFitANarrowWindow(ColorScheme colours) {
        try (Visitor alice = chromium.visitor("alice", colours, 320)) {
            for (String screen : SCREENS) {
                alice.page().setViewportSize(320, 700);
                look(alice, screen);
                Object width = alice.page().evaluate("document.documentElement.scrollWidth");
                assertEquals(320, width, screen + " is wider than the window");
                alice.page().setViewportSize(375, 812);
                shoot(alice, screen, colours, 375);
            }
        }
    }

    private static void submit(Visitor visitor, String seconds, String failing) {
        visitor.find("#seconds").fill(seconds);
        visitor.find("#failure").fill(failing);
        visitor.press("Submit task");
    }

    private static void look(Visitor visitor, String screen) {
        visitor.at(port, screen);
        visitor.awaitConnection();
        assertThat(visitor.find("#main")).not().containsText("Loading…");
        if (screen.equals("monitor")) {
            assertThat(visitor.find(".tile")).not().hasCount(0);
            assertThat(visitor.find("canvas[data-points]")).hasCount(2);
        }
    }

    private static void check(Visitor visitor, String screen) {
        List<String> violations =
                new AxeBuilder(visitor.page())
                        .withTags(RULES).analyze().getViolations().stream()
                                .map(ScreensIT::described)
                                .toList();
        assertEquals(List.of(), violations, screen);
    }

    private static String described(Rule rule) {
        return rule.getId()
                + ": "
                + rule.getHelp()
                + " "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    private static void shoot(Visitor visitor, String screen, ColorScheme colours, int width) {
        String target = System.getProperty("screenshots");
        if (target != null) {
            String name =
                    screen.replace('/', '-') + '-' + colours.name().toLowerCase() + '-' + width;
            visitor.page()
                    .screenshot(
                            new Page.ScreenshotOptions().setPath(Path.of(target, name + ".png")));
        }
    }
}
