package io.handoff.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.SettableClock;
import io.handoff.http.Problem;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Form and signature of tokens; {@link ClaimRulesTest} covers their claims. */
class TokensTest {

    private static final Issuer SECRET = Issuer.hs256();
    private static final Issuer RSA = Issuer.rs256("r1");
    private static final Issuer EC = Issuer.es256("e1");

    private final SettableClock clock = new SettableClock();

    @Test
    void shouldTakeTokensOfEachKindOfKey() {
        Tokens bySecret = tokens(ConfiguredKeys.secret(Issuer.SECRET));
        assertEquals("alice", bySecret.verify(good(SECRET)).name());
        assertEquals("alice", tokens(RSA.publicKey()).verify(good(RSA)).name());
        assertEquals("alice", tokens(EC.publicKey()).verify(good(EC)).name());
    }

    @Test
    void shouldGiveNameRolesAndExpiry() {
        Caller caller =
                tokens(RSA.publicKey()).verify(RSA.token("alice", clock.instant(), "admin", "x"));

        assertEquals("alice", caller.name());
        assertEquals(Set.of("admin", "x"), caller.roles());
        long anHour = Duration.ofHours(1).toMillis();
        assertEquals(clock.millis() + anHour + 30_000, caller.expiresAt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                "a",
                "a.b",
                "a.b.c",
                "a.b.c.d",
                "e30.e30.e30",
                "e30..",
                "!!!.???.***",
                "eyJhbGciOiJIUzI1NiJ9.e30",
                "eyJhbGciOjF9.e30.AAAA",
                "eyJhbGciOiJIUzI1NiJ9.bnVsbA.AAAA",
                "bnVsbA.bnVsbA.bnVsbA",
                "\u0000.\u0000.\u0000",
                "\u00e9.\u00e9.\u00e9"
            })
    void shouldRefuseWhatIsNoToken(String text) {
        assertRefused(tokens(ConfiguredKeys.secret(Issuer.SECRET)), text);
    }

    @Test
    void shouldRefuseBase64WithSomethingElseInIt() {
        String good = good(SECRET);
        Tokens tokens = tokens(ConfiguredKeys.secret(Issuer.SECRET));

        assertRefused(tokens, good + "=");
        assertRefused(tokens, good + "\n");
        assertRefused(tokens, good.replaceFirst("\\.", " ."));
    }

    @Test
    void shouldRefuseHugeTokens() {
        Tokens tokens = tokens(ConfiguredKeys.secret(Issuer.SECRET));
        String token = SECRET.token("alice", clock.instant(), "x".repeat(20_000));

        assertRefused(tokens, token);
        assertRefused(tokens, "A".repeat(10_000_000) + ".A.A");
    }

    @Test
    void shouldRefuseHeadersThatAreNestedDeeply() {
        String deep = "{\"alg\":" + "[".repeat(9_000) + "]".repeat(2_000) + "}";
        String header =
                Base64.getUrlEncoder().withoutPadding().encodeToString(deep.getBytes(UTF_8));

        assertRefused(tokens(ConfiguredKeys.secret(Issuer.SECRET)), header + ".e30.AAAA");
    }

    @Test
    void shouldNotCheckASignatureTwice() {
        Tokens tokens = tokens(ConfiguredKeys.secret(Issuer.SECRET));
        String token = good(SECRET);

        Caller first = tokens.verify(token);
        assertSame(first, tokens.verify(token));

        clock.forward(Duration.ofSeconds(31));
        assertNotSame(first, tokens.verify(token));
    }

    @Test
    void shouldForgetATokenWhenItEnds() {
        Tokens tokens = tokens(ConfiguredKeys.secret(Issuer.SECRET));
        String token = SECRET.token(Issuer.claims("alice", clock.instant().plusSeconds(5)));
        tokens.verify(token);

        clock.forward(Duration.ofSeconds(35));

        assertRefused(tokens, token);
    }

    @Test
    void shouldRefuseShortSecretsAndWeakKeys() throws JoseException {
        assertThrows(IllegalArgumentException.class, () -> ConfiguredKeys.secret("x".repeat(31)));
        var p384 = EcJwkGenerator.generateJwk(EllipticCurves.P384).getPublicKey();
        assertThrows(IllegalArgumentException.class, () -> TrustedKeys.of(p384));
        var rsa1024 = RsaJwkGenerator.generateJwk(1024).getPublicKey();
        assertThrows(IllegalArgumentException.class, () -> TrustedKeys.of(rsa1024));
    }

    @Test
    void shouldNotShowTheSecret() {
        String shown = ConfiguredKeys.secret(Issuer.SECRET).current().toString();
        assertEquals("TrustedKeys[HS256]", shown);
    }

    private String good(Issuer issuer) {
        return issuer.token("alice", clock.instant());
    }

    private Tokens tokens(KeySource keys) {
        ClaimRules rules =
                new ClaimRules(
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(30),
                        "sub",
                        "groups");
        return new Tokens(keys, rules, new TokenCache(Duration.ofSeconds(30), 100), clock);
    }

    /** 401 with nothing of the token in it, nor a cause that could contain it. */
    private static void assertRefused(Tokens tokens, String token) {
        Problem problem = assertThrows(Problem.class, () -> tokens.verify(token));
        assertEquals(401, problem.status());
        assertTrue(problem.headers().get("WWW-Authenticate").contains("invalid_token"));
        assertEquals(null, problem.getCause());
        if (token.length() > 20) {
            assertFalse(problem.toString().contains(token));
        }
    }
}
