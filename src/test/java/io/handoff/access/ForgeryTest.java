package io.handoff.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.SettableClock;
import io.handoff.http.Problem;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forged tokens: the attacks of RFC 8725. */
class ForgeryTest {

    private static final Issuer SECRET = Issuer.hs256();
    private static final Issuer RSA = Issuer.rs256("r1");
    private static final Issuer EC = Issuer.es256("e1");

    private final SettableClock clock = new SettableClock();

    @Test
    void shouldRefuseASignatureOfAnotherKey() {
        assertRefused(tokens(RSA.publicKey()), good(Issuer.rs256("r1")));
        assertRefused(tokens(EC.publicKey()), good(Issuer.es256("e1")));
        assertRefused(
                tokens(ConfiguredKeys.secret(Issuer.SECRET)), good(Issuer.hmac(new byte[40])));
    }

    @Test
    void shouldRefuseATokenThatWasChanged() {
        String[] parts = good(SECRET).split("\\.");
        String other = SECRET.token("mallory", clock.instant(), "admin").split("\\.")[1];

        assertRefused(
                tokens(ConfiguredKeys.secret(Issuer.SECRET)),
                parts[0] + '.' + other + '.' + parts[2]);
    }

    @Test
    void shouldRefuseTokensWithoutASignature() {
        String unsigned = SECRET.signingWith("none").token("alice", clock.instant());
        assertTrue(unsigned.endsWith("."));

        for (KeySource key :
                new KeySource[] {ConfiguredKeys.secret(Issuer.SECRET), RSA.publicKey()}) {
            assertRefused(tokens(key), unsigned);
            assertRefused(tokens(key), unsigned + "AAAA");
            assertRefused(tokens(key), unsigned.substring(0, unsigned.length() - 1));
        }
    }

    @Test
    void shouldNotTakeAPublicKeyForASecret() {
        byte[] der = RSA.jwk().getPublicKey().getEncoded();
        String pem =
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                        + "\n-----END PUBLIC KEY-----\n";

        assertRefused(tokens(RSA.publicKey()), good(Issuer.hmac(der)));
        assertRefused(tokens(RSA.publicKey()), good(Issuer.hmac(pem.getBytes(UTF_8))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS384", "HS512"})
    void shouldRefuseOtherAlgorithmsWithTheSameSecret(String algorithm) {
        byte[] secret = new byte[64];
        Tokens tokens = tokens(ConfiguredKeys.secret(new String(secret, UTF_8)));

        assertEquals("alice", tokens.verify(good(Issuer.hmac(secret))).name());
        assertRefused(tokens, good(Issuer.hmac(secret).signingWith(algorithm)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS384", "RS512", "PS256"})
    void shouldRefuseOtherAlgorithmsWithTheSameKey(String algorithm) {
        assertRefused(tokens(RSA.publicKey()), good(RSA.signingWith(algorithm)));
    }

    @Test
    void shouldRefuseAnEllipticSignatureOfZeros() {
        String[] parts = good(EC).split("\\.");
        String zeros = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);

        assertRefused(tokens(EC.publicKey()), parts[0] + '.' + parts[1] + '.' + zeros);
    }

    @Test
    void shouldNotTakeTheKeyThatATokenBringsAlong() {
        Issuer mallory = Issuer.rs256("r1");
        String token =
                mallory.sign(
                        "{\"sub\":\"alice\",\"exp\":1900000000}",
                        Map.of(
                                "jwk",
                                mallory.jwk()
                                        .toParams(
                                                org.jose4j.jwk.JsonWebKey.OutputControlLevel
                                                        .PUBLIC_ONLY)));

        assertRefused(tokens(RSA.publicKey()), token);
    }

    @Test
    void shouldRefuseHeadersThatHaveToBeUnderstoodAndAreNot() {
        String token =
                SECRET.sign(
                        "{\"sub\":\"alice\",\"exp\":1900000000}",
                        Map.of("crit", java.util.List.of("x"), "x", 1));

        assertRefused(tokens(ConfiguredKeys.secret(Issuer.SECRET)), token);
    }

    @Test
    void shouldRefuseATokenInsideAToken() {
        String token = SECRET.sign(good(SECRET), Map.of("cty", "JWT"));

        assertRefused(tokens(ConfiguredKeys.secret(Issuer.SECRET)), token);
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
