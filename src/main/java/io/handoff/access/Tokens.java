package io.handoff.access;

import io.handoff.http.Problem;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtContext;

/**
 * Verifies bearer tokens: signed JWTs (RFC 7519, RFC 8725). jose4j checks signature and registered
 * claims. Its exceptions quote the token, so none of them leaves this class, not even as a cause.
 */
public final class Tokens {

    /** More than twice what proxies accept for all headers together. */
    private static final int MAX_LENGTH = 16 * 1024;

    private static final Pattern COMPACT = Pattern.compile("[\\w-]*+\\.[\\w-]*+\\.[\\w-]*+");

    private static final String UNREADABLE = "The token is not a readable signed JWT.";
    private static final String WRONG_ISSUER =
            "The token's issuer (iss) is not the one that this service accepts.";
    private static final String WRONG_AUDIENCE =
            "The token's audience (aud) does not include this service.";

    private static final Map<Integer, String> REASONS =
            Map.of(
                    ErrorCodes.SIGNATURE_INVALID, "The token's signature is invalid.",
                    ErrorCodes.EXPIRED, "The token has expired; get a new one.",
                    ErrorCodes.EXPIRATION_MISSING, "The token has no expiry; add the claim 'exp'.",
                    ErrorCodes.NOT_YET_VALID, "The token is not valid yet (nbf).",
                    ErrorCodes.ISSUER_MISSING, WRONG_ISSUER,
                    ErrorCodes.ISSUER_INVALID, WRONG_ISSUER,
                    ErrorCodes.AUDIENCE_MISSING, WRONG_AUDIENCE,
                    ErrorCodes.AUDIENCE_INVALID, WRONG_AUDIENCE,
                    ErrorCodes.MALFORMED_CLAIM, "A claim of the token has the wrong type.");

    private final KeySource keys;
    private final ClaimRules rules;
    private final TokenCache cache;
    private final InstantSource clock;

    Tokens(KeySource keys, ClaimRules rules, TokenCache cache, InstantSource clock) {
        this.keys = keys;
        this.rules = rules;
        this.cache = cache;
        this.clock = clock;
    }

    /**
     * The caller that a token identifies. Never blocks, so it uses only the keys at hand; see
     * {@link #check}.
     *
     * @throws Problem 401 with the reason if the token is invalid; 503 if there are no keys yet
     */
    public Caller verify(String token) {
        if (token.length() > MAX_LENGTH || !COMPACT.matcher(token).matches()) {
            throw Denied.invalid("The token is not a signed JWT (three parts in base64url).");
        }
        long now = clock.millis();
        TrustedKeys trusted = keys.current();
        byte[] fingerprint = TokenCache.fingerprint(token);
        Caller cached = cache.find(fingerprint, trusted, now);
        if (cached != null) {
            return cached;
        }
        Caller caller = verified(token, trusted, now);
        cache.add(fingerprint, caller, trusted, now);
        return caller;
    }

    /**
     * Like {@link #verify}, but first asks the issuer for keys if the token's key is unknown;
     * completes at once otherwise. Fails with a {@link Problem} where {@link #verify} throws one.
     */
    public CompletionStage<Caller> check(String token) {
        try {
            return CompletableFuture.completedStage(verify(token));
        } catch (Denied.KeyUnknown | Denied.KeysMissing e) {
            return keys.refresh().thenApply(done -> verify(token));
        } catch (Problem e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private Caller verified(String token, TrustedKeys trusted, long now) {
        try {
            JwtContext context =
                    rules.consumer(now)
                            .setVerificationKeyResolver(trusted)
                            .setJwsAlgorithmConstraints(trusted.algorithms())
                            .build()
                            .process(token);
            if (context.getJoseObjects().size() > 1) {
                throw Denied.invalid("The token contains another token.");
            }
            return rules.caller(context.getJwtClaims());
        } catch (InvalidJwtException e) {
            throw denied(e);
        }
    }

    private static Problem denied(InvalidJwtException failure) {
        if (failure.getCause() instanceof Problem problem) {
            return problem;
        }
        return Denied.invalid(
                failure.getErrorDetails().stream()
                        .map(ErrorCodeValidator.Error::getErrorCode)
                        .map(REASONS::get)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(UNREADABLE));
    }
}
