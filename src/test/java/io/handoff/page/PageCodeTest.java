package io.handoff.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The format of the page's code by Prettier, its faults by ESLint: where both can be installed. */
class PageCodeTest {

    private static final String PAGE = "src/main/resources/META-INF/resources";
    private static final String TESTS = "src/test/js";
    private static final String CONFIG = "eslint.config.js";
    private static final String SOME_FILE = PAGE + "/page/some.js";

    private static PageTools tools;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        tools = PageTools.assume("Prettier and ESLint on the page");
    }

    @Test
    void shouldBeFormatted() throws IOException, InterruptedException {
        PageTools.Run run = tools.prettier("--check", PAGE, TESTS, CONFIG, "package.json");

        assertEquals(0, run.status(), () -> "'npm ci && npm run format' helps: " + run.output());
    }

    @Test
    void shouldHaveNoFaults() throws IOException, InterruptedException {
        PageTools.Run run = tools.eslint("--max-warnings=0", PAGE, TESTS, CONFIG);

        assertEquals(0, run.status(), run.output());
    }

    @Test
    void shouldRefuseAnotherFormat() throws IOException, InterruptedException {
        PageTools.Run good = prettier("export const a = 1;\n");
        PageTools.Run bad = prettier("export const a=1;\n");

        assertEquals(0, good.status(), good.output());
        assertEquals(1, bad.status(), bad.output());
    }

    private static PageTools.Run prettier(String source) throws IOException, InterruptedException {
        return tools.prettierOf(source, "--check", "--stdin-filepath", SOME_FILE);
    }

    @ParameterizedTest
    @CsvSource({
        "export const a = b;, no-undef",
        "const a = 1;, no-unused-vars",
        "export const a = (b) => b == 1;, eqeqeq",
        "document.body.innerHTML = location.hash;, no-restricted-properties",
    })
    void shouldRefuseFaults(String source, String rule) throws IOException, InterruptedException {
        PageTools.Run run = tools.eslintOf(source, "--stdin", "--stdin-filename", SOME_FILE);

        assertEquals(1, run.status(), run.output());
        assertTrue(run.output().contains(rule), run.output());
    }
}
