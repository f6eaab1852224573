package io.handoff.access;

import io.handoff.http.Problem;
import java.security.Key;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * Checks tokens: signed JWTs (RFC 7519, RFC 8725). What a token says of its own algorithm decides
 * nothing but which of our keys could fit. No exception from here carries any of the token.
 */
public final class Tokens {

    /** More than twice of what proxies let pass in all headers together. */
    private static final int MAX_LENGTH = 16 * 1024;

    private final SigningKeys keys;
    private final ClaimRules rules;
    private final CheckedTokens checked;
    private final InstantSource clock;

    Tokens(SigningKeys keys, ClaimRules rules, CheckedTokens checked, InstantSource clock) {
        this.keys = keys;
        this.rules = rules;
        this.checked = checked;
        this.clock = clock;
    }

    /**
     * The caller a token stands for. Never blocks, so it knows only the keys that are at hand: see
     * {@link #check}.
     *
     * @throws Problem 401 that says why it does not count; 503 if there is no key to check it with
     */
    public Caller verify(String token) {
        if (!hasForm(token)) {
            throw Denied.invalid("The token is not a signed JWT (three parts in base64url).");
        }
        long now = clock.millis();
        int generation = keys.generation();
        byte[] fingerprint = CheckedTokens.fingerprint(token);
        Caller known = checked.find(fingerprint, generation, now);
        if (known != null) {
            return known;
        }
        Caller caller = rules.caller(signed(token), now);
        checked.add(fingerprint, caller, generation, now);
        return caller;
    }

    /**
     * The same, but where the key is unknown the issuer is asked for it first; completes at once
     * otherwise, and with a {@link Problem} where {@link #verify} throws one.
     */
    public CompletionStage<Caller> check(String token) {
        try {
            return CompletableFuture.completedStage(verify(token));
        } catch (Denied.KeyUnknown | Denied.KeysMissing e) {
            return keys.lookAgain().thenApply(looked -> verify(token));
        } catch (Problem e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /** The claims, if the signature is good. */
    private JwtClaims signed(String token) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setCompactSerialization(token);
            return JwtClaims.parse(payload(jws));
        } catch (Problem e) {
            throw e;
        } catch (JoseException | InvalidJwtException | RuntimeException e) {
            // A header of the wrong type, say, is a ClassCastException.
            throw Denied.invalid("The token is not a signed JWT that can be read.");
        }
    }

    private String payload(JsonWebSignature jws) throws JoseException {
        String algorithm = jws.getAlgorithmHeaderValue();
        List<Key> candidates = keys.candidates(algorithm, jws.getKeyIdHeaderValue());
        if (candidates.isEmpty()) {
            throw new Denied.KeyUnknown();
        }
        jws.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, algorithm));
        for (Key key : candidates) {
            jws.setKey(key);
            if (jws.verifySignature()) {
                return jws.getPayload();
            }
        }
        throw Denied.invalid("The token's signature is not good.");
    }

    private static boolean hasForm(String token) {
        int dots = 0;
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (c == '.') {
                dots++;
            } else if (!isBase64Url(c)) {
                return false;
            }
        }
        return dots == 2 && token.length() <= MAX_LENGTH;
    }

    private static boolean isBase64Url(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '-'
                || c == '_';
    }
}
