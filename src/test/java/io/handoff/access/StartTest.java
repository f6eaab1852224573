package io.handoff.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the settings have to be for the server to start. */
class StartTest {

    @Test
    void shouldStartOpenOnLoopbackOnly() {
        assertEquals(Optional.empty(), BindGuard.objection("localhost", settings()));
        assertEquals(Optional.empty(), BindGuard.objection("127.0.0.1", settings()));
        assertObjection("HANDOFF_ACCESS_MODE=open", "0.0.0.0");
    }

    @Test
    void shouldListenAnywhereInAModeThatWasChosen() {
        for (String mode : new String[] {"open", "jwt"}) {
            assertEquals(Optional.empty(), BindGuard.objection("0.0.0.0", settings("mode", mode)));
        }
    }

    @Test
    void shouldNotStartInAModeThatThereIsNot() {
        assertObjection("open or jwt", "localhost", "mode", "jtw");
    }

    @Test
    void shouldNotTakeAKeyAndAskNobodyForTokens() {
        assertObjection("HANDOFF_ACCESS_MODE=jwt", "localhost", "jwt.secret", Issuer.SECRET);
        assertEquals(
                Optional.empty(),
                BindGuard.objection(
                        "localhost", settings("mode", "open", "jwt.secret", Issuer.SECRET)));
    }

    @Test
    void shouldWantExactlyOneKey() {
        assertComplaint("none of them is set");
        assertComplaint(
                "2 of them are set", "jwt.secret", Issuer.SECRET, "jwt.jwks", "http://issuer");
    }

    @Test
    void shouldNameTheSettingThatIsOfNoUse() {
        assertComplaint("handoff.access.jwt.secret", "jwt.secret", "short");
        assertComplaint("handoff.access.jwt.public-key", "jwt.public-key", "/no/such.pem");
        assertComplaint("handoff.access.jwt.jwks", "jwt.jwks", "/no/such.json");
        assertComplaint("handoff.access.jwt.jwks", "jwt.jwks", "http://not a url");
    }

    private static void assertObjection(String part, String host, String... settings) {
        String objection = BindGuard.objection(host, settings(settings)).orElseThrow();
        assertTrue(objection.contains(part), objection);
        assertFalse(objection.contains("\n"));
    }

    /** One line, which holds no value that was set. */
    private static void assertComplaint(String part, String... settings) {
        AccessSettings.Jwt jwt = settings(settings).jwt();
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> KeySource.of(jwt, InstantSource.system()))
                        .getMessage();
        assertTrue(message.contains(part), message);
        assertFalse(message.contains("\n"));
        assertFalse(message.contains(Issuer.SECRET));
    }

    static AccessSettings settings(String... namesAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put("handoff.access." + namesAndValues[i], namesAndValues[i + 1]);
        }
        return new SmallRyeConfigBuilder()
                .withMapping(AccessSettings.class)
                .withConverter(
                        java.time.Duration.class,
                        100,
                        new io.quarkus.runtime.configuration.DurationConverter())
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(AccessSettings.class);
    }
}
