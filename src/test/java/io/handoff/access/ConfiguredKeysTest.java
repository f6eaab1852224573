package io.handoff.access;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Settings;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** Validation of the key settings at startup. */
class ConfiguredKeysTest {

    @Test
    void shouldWantExactlyOneKey() {
        assertComplaint("none of them is set");
        assertComplaint(
                "2 of them are set", "jwt.secret", Issuer.SECRET, "jwt.jwks", "http://issuer");
    }

    @Test
    void shouldNameTheUnusableSetting() {
        assertComplaint("handoff.access.jwt.secret", "jwt.secret", "short");
        assertComplaint("handoff.access.jwt.public-key", "jwt.public-key", "/no/such.pem");
        assertComplaint("handoff.access.jwt.jwks", "jwt.jwks", "/no/such.json");
        assertComplaint("handoff.access.jwt.jwks", "jwt.jwks", "http://not a url");
    }

    /** The message is one line and contains no configured value. */
    private static void assertComplaint(String part, String... settings) {
        AccessSettings.Jwt jwt = settings(settings).jwt();
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> ConfiguredKeys.of(jwt, InstantSource.system()))
                        .getMessage();
        assertTrue(message.contains(part), message);
        assertFalse(message.contains("\n"));
        assertFalse(message.contains(Issuer.SECRET));
    }

    static AccessSettings settings(String... namesAndValues) {
        String[] full = namesAndValues.clone();
        for (int i = 0; i < full.length; i += 2) {
            full[i] = "handoff.access." + full[i];
        }
        return Settings.of(AccessSettings.class, full);
    }
}
