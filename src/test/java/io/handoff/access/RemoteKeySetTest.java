package io.handoff.access;

import static io.handoff.access.KeyServer.jwks;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.SettableClock;
import io.handoff.http.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real HTTP server, whose answers the test controls. */
class RemoteKeySetTest {

    private static final Issuer FIRST = Issuer.rs256("first");
    private static final Issuer SECOND = Issuer.es256("second");
    private static final Duration REFRESH = Duration.ofMinutes(5);

    private final SettableClock clock = new SettableClock();
    private final KeyServer server = new KeyServer(jwks(FIRST.published()));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldFetchTheKeysWhenTheFirstTokenComesAndNoMoreOften() {
        Tokens tokens = tokens(keySet());

        assertEquals("alice", check(tokens, good(FIRST)).name());
        assertEquals("bob", check(tokens, FIRST.token("bob", clock.instant())).name());
        assertEquals(1, server.asked());
    }

    @Test
    void shouldFetchKeysThatWereAddedWhenATokenNamesOne() {
        Tokens tokens = tokens(keySet());
        check(tokens, good(FIRST));

        server.published = jwks(FIRST.published(), SECOND.published());
        clock.forward(RemoteKeySet.COOL_DOWN);

        assertEquals("alice", check(tokens, good(SECOND)).name());
        assertEquals("alice", check(tokens, good(FIRST)).name());
        assertEquals(2, server.asked());
    }

    @Test
    void shouldNotAskForEachUnknownKey() {
        Tokens tokens = tokens(keySet());
        check(tokens, good(FIRST));
        clock.forward(RemoteKeySet.COOL_DOWN);

        for (int i = 0; i < 10; i++) {
            assertEquals(401, refusal(tokens, good(SECOND)).status());
        }

        assertEquals(2, server.asked());
    }

    @Test
    void shouldNoLongerTakeAKeyThatWasWithdrawn() {
        RemoteKeySet keys = keySet();
        Tokens tokens = tokens(keys);
        String token = good(FIRST);
        check(tokens, token);

        server.published = jwks(SECOND.published());
        join(keys.read());

        assertEquals(401, refusal(tokens, token).status());
    }

    @Test
    void shouldReadTheKeysAgainInTheBackgroundWhenTheyAreOld() {
        RemoteKeySet keys = keySet();
        join(keys.read());
        TrustedKeys before = keys.current();
        clock.forward(REFRESH);

        assertEquals("alice", check(tokens(keys), good(FIRST)).name());
        join(keys.refresh());

        assertEquals(2, server.asked());
        assertNotSame(before, keys.current());
    }

    @Test
    void shouldKeepTheKeysWhileTheIssuerIsAway() {
        RemoteKeySet keys = keySet();
        Tokens tokens = tokens(keys);
        check(tokens, good(FIRST));

        server.status = 500;
        join(keys.read());
        server.published = "{}";
        server.status = 200;
        join(keys.read());

        assertEquals("bob", check(tokens, FIRST.token("bob", clock.instant())).name());
    }

    @Test
    void shouldAnswer503WhileThereAreNoKeysYet() {
        server.status = 302;
        Tokens tokens = tokens(keySet());

        Problem problem = refusal(tokens, good(FIRST));

        assertEquals(503, problem.status());
        assertEquals("5", problem.headers().get("Retry-After"));
        server.status = 200;
        clock.forward(RemoteKeySet.COOL_DOWN);
        assertEquals("alice", check(tokens, good(FIRST)).name());
    }

    @Test
    void shouldRecoverFromAFetchThatThrows() {
        RemoteKeySet keys =
                new RemoteKeySet(
                        () -> {
                            throw new IllegalStateException("no executor");
                        },
                        REFRESH,
                        clock);

        assertEquals(503, refusal(tokens(keys), good(FIRST)).status());
        assertEquals(503, refusal(tokens(keys), good(FIRST)).status());
    }

    @Test
    void shouldReadOnceForConcurrentTokens() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        AtomicInteger looks = new AtomicInteger();
        RemoteKeySet keys =
                new RemoteKeySet(
                        () -> {
                            looks.incrementAndGet();
                            return answer;
                        },
                        REFRESH,
                        clock);
        Tokens tokens = tokens(keys);

        var first = tokens.check(good(FIRST)).toCompletableFuture();
        var second = tokens.check(good(FIRST)).toCompletableFuture();
        answer.complete(server.published);

        assertEquals("alice", first.join().name());
        assertEquals("alice", second.join().name());
        assertEquals(1, looks.get());
    }

    @Test
    void shouldTakeNoSecretForAKeyAndNoKeyForAnotherUse() {
        String secret = "{\"kty\":\"oct\",\"kid\":\"s\",\"k\":\"" + "A".repeat(43) + "\"}";
        String forEncryption = FIRST.published().replaceFirst("\\{", "{\"use\":\"enc\",\"x\":1,");
        server.published = jwks(secret, forEncryption, SECOND.published(), "{\"kty\":\"new\"}");
        Tokens tokens = tokens(keySet());

        assertEquals("alice", check(tokens, good(SECOND)).name());
        assertEquals(401, refusal(tokens, good(Issuer.hmac(new byte[32]))).status());
        assertEquals(401, refusal(tokens, good(FIRST)).status());
    }

    @Test
    void shouldFindTheKeyOfATokenWithoutAKeyId() {
        server.published = jwks(FIRST.published(), Issuer.rs256("other").published());
        Issuer anonymous = FIRST;
        String id = anonymous.jwk().getKeyId();
        anonymous.jwk().setKeyId(null);
        try {
            assertEquals("alice", check(tokens(keySet()), good(anonymous)).name());
        } finally {
            anonymous.jwk().setKeyId(id);
        }
    }

    @Test
    void shouldReadAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("keys.json"), server.published);
        RemoteKeySet keys = new RemoteKeySet(JwksFetcher.at(file.toString()), REFRESH, clock);

        assertEquals("alice", check(tokens(keys), good(FIRST)).name());
        assertThrows(
                IllegalArgumentException.class,
                () -> JwksFetcher.at(folder.resolve("no").toString()));
    }

    @Test
    void shouldRefuseADocumentThatIsTooLarge() {
        server.published = jwks(FIRST.published()) + " ".repeat(1 << 20);

        assertEquals(503, refusal(tokens(keySet()), good(FIRST)).status());
    }

    private RemoteKeySet keySet() {
        return new RemoteKeySet(JwksFetcher.at(server.url()), REFRESH, clock);
    }

    private Tokens tokens(KeySource keys) {
        ClaimRules rules =
                new ClaimRules(Optional.empty(), Optional.empty(), REFRESH, "sub", "groups");
        return new Tokens(keys, rules, new TokenCache(Duration.ofHours(1), 100), clock);
    }

    private String good(Issuer issuer) {
        return issuer.token("alice", clock.instant());
    }

    private static Caller check(Tokens tokens, String token) {
        return join(tokens.check(token));
    }

    private static Problem refusal(Tokens tokens, String token) {
        CompletionException failure =
                assertThrows(CompletionException.class, () -> check(tokens, token));
        assertTrue(failure.getCause() instanceof Problem, () -> "" + failure.getCause());
        return (Problem) failure.getCause();
    }

    private static <T> T join(java.util.concurrent.CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
