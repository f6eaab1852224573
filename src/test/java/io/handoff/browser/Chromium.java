package io.handoff.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Chromium that is installed on this machine, if any. */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path program) {
        // Otherwise Playwright downloads browsers of its own.
        Map<String, String> own = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(own));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(program)
                                        .setArgs(List.of("--no-sandbox")));
    }

    /** Skips the tests, with one line that says so, where there is none. */
    static Chromium assume(String what) {
        Optional<Path> program = program();
        if (program.isEmpty()) {
            System.out.printf("Skipped %s: there is no %s on the PATH%n", what, NAMES.get(0));
        }
        assumeTrue(program.isPresent());
        return new Chromium(program.get());
    }

    private static Optional<Path> program() {
        return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A user with a window of 1280 by 800 pixels. */
    Visitor visitor(String name) {
        return visitor(name, ColorScheme.LIGHT, 1280);
    }

    Visitor visitor(String name, ColorScheme colours, int width) {
        return new Visitor(
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setColorScheme(colours)
                                .setLocale("en-GB")
                                .setTimezoneId("UTC")
                                .setPermissions(List.of("clipboard-read", "clipboard-write"))
                                .setViewportSize(width, 800)),
                name);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
