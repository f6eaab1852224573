package io.handoff.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nginx takes, and waits for; {@link ProxyIT} sends traffic through it. */
class ProxyTest {
    private static final Pattern LOCATION = Pattern.compile("location (\\S+) \\{([^}]*)}");
    private static final Pattern READ_TIMEOUT = Pattern.compile("proxy_read_timeout (\\d+)s;");

    private final String config = Files.readString(Nginx.CONFIG);

    @TempDir Path folder;

    ProxyTest() throws IOException {}

    @Test
    void shouldBeAConfigurationThatNginxTakes() throws Exception {
        Program.Result result = nginx().test();

        assertEquals(0, result.exitCode(), result.output());
    }

    @Test
    void shouldFindAMisspeltDirective() throws Exception {
        Nginx nginx = nginx();
        Path file = folder.resolve("default.conf");
        Files.writeString(file, config().replace("proxy_buffering", "proxy_bufering"));

        Program.Result result = nginx.test();

        assertNotEquals(0, result.exitCode());
        assertTrue(result.output().contains("proxy_bufering"), result.output());
    }

    /** A server of its own would lose those that come later. */
    @Test
    void shouldLeadToAllReplicas() {
        assertTrue(config.contains("server handoff:8080 resolve;"));
        assertTrue(config.contains("resolver 127.0.0.11 "));
    }

    @ParameterizedTest
    @CsvSource({"/ws, 50", "/channels/, 30", "/, 30"})
    void shouldOutwaitTheSilenceOfALivingConnection(String path, int seconds) {
        Map<String, String> locations =
                LOCATION.matcher(config)
                        .results()
                        .collect(Collectors.toMap(found -> found.group(1), MatchResult::group));
        String server = LOCATION.matcher(config).replaceAll("");

        int timeout = readTimeout(locations.get(path)).orElseGet(() -> readTimeout(server).get());

        assertTrue(timeout > seconds, path + ": " + timeout);
    }

    private static java.util.Optional<Integer> readTimeout(String block) {
        return READ_TIMEOUT
                .matcher(block)
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .findFirst();
    }

    /** Does not take a port, and so nobody's. */
    private Nginx nginx() throws IOException {
        return Nginx.in(folder, "unix:" + folder.resolve("socket"), "127.0.0.1:1");
    }

    private String config() throws IOException {
        return Files.readString(folder.resolve("default.conf"));
    }
}
