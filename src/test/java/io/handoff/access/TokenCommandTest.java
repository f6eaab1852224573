package io.handoff.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.SettableClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCommandTest {

    private final SettableClock clock = new SettableClock();
    private final Map<String, String> settings =
            new HashMap<>(Map.of("handoff.access.jwt.secret", Issuer.SECRET));

    @Test
    void shouldIssueATokenThatTheServerAccepts() throws JoseException {
        Caller caller = caller(token("token --user alice --role admin --role viewer --ttl 2h"));

        assertEquals("alice", caller.name());
        assertEquals(Set.of("admin", "viewer"), caller.roles());
        assertEquals(clock.millis() + Duration.ofHours(2).toMillis(), caller.expiresAt());
    }

    @Test
    void shouldUseTheClaimsThatTheServerReads() throws JoseException {
        settings.put("handoff.access.jwt.issuer", "https://us");
        settings.put("handoff.access.jwt.audience", "handoff");
        settings.put("handoff.access.jwt.name-claim", "email");
        settings.put("handoff.access.jwt.roles-claim", "realm/roles");

        Caller caller = caller(token("token --user a@b.c --role admin"));

        assertEquals("a@b.c", caller.name());
        assertTrue(caller.isAdmin());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token",
                "token --user",
                "token --role admin",
                "token --user a/b",
                "token --user alice --admin yes"
            })
    void shouldPrintTheUsage(String line) {
        IllegalArgumentException complaint =
                assertThrows(IllegalArgumentException.class, () -> token(line));
        assertTrue(complaint.getMessage().startsWith("Usage: token"));
    }

    @Test
    void shouldRejectAShortSecret() {
        settings.put("handoff.access.jwt.secret", "short");
        assertThrows(IllegalArgumentException.class, () -> token("token --user alice"));
        settings.clear();
        assertThrows(IllegalArgumentException.class, () -> token("token --user alice"));
    }

    private String token(String line) throws JoseException {
        return new TokenCommand(settings::get, clock).token(List.of(line.split(" ")));
    }

    /** The caller that a server with the same settings derives from a token. */
    private Caller caller(String token) {
        String[] all =
                settings.entrySet().stream()
                        .flatMap(
                                setting ->
                                        List.of(
                                                setting.getKey()
                                                        .substring("handoff.access.".length()),
                                                setting.getValue())
                                                .stream())
                        .toArray(String[]::new);
        AccessSettings.Jwt jwt = ConfiguredKeysTest.settings(all).jwt();
        ClaimRules rules = ClaimRules.of(jwt);
        ClaimRules exact =
                new ClaimRules(
                        rules.issuer(),
                        rules.audience(),
                        Duration.ZERO,
                        rules.nameClaim(),
                        rules.rolesClaim());
        return new Tokens(
                        ConfiguredKeys.of(jwt, clock),
                        exact,
                        new TokenCache(Duration.ZERO, 1),
                        clock)
                .verify(token);
    }
}
