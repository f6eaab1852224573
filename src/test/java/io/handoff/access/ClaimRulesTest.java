package io.handoff.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.http.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimRulesTest {

    /** The current time of these tests, in seconds. */
    private static final long NOW = 1_900_000_000L;

    private static final Issuer ISSUER = Issuer.hs256();
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final ClaimRules plain =
            new ClaimRules(Optional.empty(), Optional.empty(), SKEW, "sub", "groups");

    private final ClaimRules strict =
            new ClaimRules(
                    Optional.of("https://us"), Optional.of("handoff"), SKEW, "sub", "groups");

    @Test
    void shouldTakeATokenThatEndsLater() {
        Caller caller = caller(plain, "{'sub':'alice','exp':1900000001}");

        assertEquals(new Caller("alice", Set.of(), (NOW + 31) * 1000), caller);
    }

    @Test
    void shouldAllowForClocksThatDiffer() {
        assertEquals("alice", caller(plain, "{'sub':'alice','exp':1899999971}").name());
        assertEquals(
                "alice", caller(plain, "{'sub':'alice','exp':1900000099,'nbf':1900000030}").name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'sub':'alice'}",
                "{'sub':'alice','exp':1899999970}",
                "{'sub':'alice','exp':null}",
                "{'sub':'alice','exp':'1900000099'}",
                "{'sub':'alice','exp':[1900000099]}",
                "{'sub':'alice','exp':0}",
                "{'sub':'alice','exp':-1}",
                "{'sub':'alice','exp':9223372036854775807}",
                "{'sub':'alice','exp':92233720368547758070000}",
                "{'sub':'alice','exp':1e308}",
                "{'sub':'alice','exp':1900000099,'nbf':1900000031}",
                "{'sub':'alice','exp':1900000099,'nbf':'x'}"
            })
    void shouldRefuseTokensAtTheWrongTime(String claims) {
        assertRefused(plain, claims);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'exp':1900000099}",
                "{'exp':1900000099,'sub':''}",
                "{'exp':1900000099,'sub':null}",
                "{'exp':1900000099,'sub':1}",
                "{'exp':1900000099,'sub':['alice']}",
                "{'exp':1900000099,'sub':'alice smith'}",
                "{'exp':1900000099,'sub':'user:alice'}",
                "{'exp':1900000099,'sub':'../alice'}"
            })
    void shouldRefuseTokensWithoutAName(String claims) {
        assertRefused(plain, claims);
    }

    @Test
    void shouldAcceptTheConfiguredIssuerAndAudience() {
        String rest = "'exp':1900000099,'sub':'alice','iss':'https://us'}";
        assertEquals("alice", caller(strict, "{'aud':'handoff'," + rest).name());
        assertEquals("alice", caller(strict, "{'aud':['x','handoff']," + rest).name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'exp':1900000099,'sub':'alice'}",
                "{'exp':1900000099,'sub':'alice','aud':'handoff'}",
                "{'exp':1900000099,'sub':'alice','aud':'handoff','iss':'https://us/'}",
                "{'exp':1900000099,'sub':'alice','aud':'handoff','iss':1}",
                "{'exp':1900000099,'sub':'alice','iss':'https://us'}",
                "{'exp':1900000099,'sub':'alice','iss':'https://us','aud':'handoff2'}",
                "{'exp':1900000099,'sub':'alice','iss':'https://us','aud':[]}",
                "{'exp':1900000099,'sub':'alice','iss':'https://us','aud':{'handoff':1}}"
            })
    void shouldRejectOtherIssuersAndAudiences(String claims) {
        assertRefused(strict, claims);
    }

    @Test
    void shouldReadRolesInTheFormsThatIssuersWriteThem() {
        String rest = "'exp':1900000099,'sub':'alice'}";
        assertEquals(
                Set.of("admin", "viewer"),
                caller(plain, "{'groups':['admin','viewer',1,null,'']," + rest).roles());
        assertEquals(
                Set.of("admin", "viewer"),
                caller(plain, "{'groups':'admin viewer'," + rest).roles());
        assertEquals(Set.of(), caller(plain, "{'groups':{'admin':true}," + rest).roles());
        assertEquals(Set.of(), caller(plain, "{'roles':['admin']," + rest).roles());
    }

    @Test
    void shouldReadTheConfiguredClaims() {
        ClaimRules rules =
                new ClaimRules(
                        Optional.empty(),
                        Optional.empty(),
                        SKEW,
                        "preferred_username",
                        "realm_access/roles");

        Caller caller =
                caller(
                        rules,
                        "{'exp':1900000099,'sub':'x|1','preferred_username':'alice',"
                                + "'realm_access':{'roles':['admin']}}");

        assertEquals("alice", caller.name());
        assertTrue(caller.isAdmin());
    }

    private static Caller caller(ClaimRules rules, String claims) {
        Tokens tokens =
                new Tokens(
                        ConfiguredKeys.secret(Issuer.SECRET),
                        rules,
                        new TokenCache(Duration.ZERO, 1),
                        () -> Instant.ofEpochSecond(NOW));
        return tokens.verify(ISSUER.sign(claims.replace('\'', '"'), Map.of()));
    }

    private static void assertRefused(ClaimRules rules, String claims) {
        Problem problem = assertThrows(Problem.class, () -> caller(rules, claims));
        assertEquals(401, problem.status());
        String challenge = problem.headers().get("WWW-Authenticate");
        assertTrue(challenge.matches("Bearer error=\"[^\"]+\", error_description=\"[^\"]+\""));
    }
}
