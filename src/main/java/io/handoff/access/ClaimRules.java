package io.handoff.access;

import io.handoff.http.Names;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jspecify.annotations.Nullable;

/** What the claims of a token must say, and how they map to a {@link Caller}. */
record ClaimRules(
        Optional<String> issuer,
        Optional<String> audience,
        Duration clockSkew,
        String nameClaim,
        String rolesClaim) {

    /** The end of the year 9999. A later time is a mistake, and adding to it may overflow. */
    private static final long LAST_SECOND = 253_402_300_799L;

    /** Keeps a signed token from filling the heap, too. */
    private static final int MAX_ROLES = 1_000;

    static ClaimRules of(AccessSettings.Jwt jwt) {
        return new ClaimRules(
                jwt.issuer(), jwt.audience(), jwt.clockSkew(), jwt.nameClaim(), jwt.rolesClaim());
    }

    /**
     * The checks of {@code exp}, {@code nbf}, {@code iss} and {@code aud}. A consumer is cheap and
     * holds the time it checks against, so each token gets its own.
     *
     * @param now epoch milliseconds
     */
    JwtConsumerBuilder consumer(long now) {
        JwtConsumerBuilder consumer =
                new JwtConsumerBuilder()
                        .setEvaluationTime(NumericDate.fromMilliseconds(now))
                        .setAllowedClockSkewInSeconds(
                                (int) Math.min(clockSkew.toSeconds(), Integer.MAX_VALUE))
                        .setRequireExpirationTime();
        issuer.ifPresent(expected -> consumer.setExpectedIssuer(expected));
        audience.ifPresentOrElse(
                expected -> consumer.setExpectedAudience(expected),
                consumer::setSkipDefaultAudienceValidation);
        return consumer;
    }

    /**
     * @throws io.handoff.http.Problem 401 if the claims identify no caller
     */
    Caller caller(JwtClaims claims) {
        return new Caller(name(claims), roles(claims), end(claims));
    }

    private long end(JwtClaims claims) {
        try {
            NumericDate expiry = claims.getExpirationTime();
            if (expiry.getValue() <= LAST_SECOND) {
                return expiry.getValueInMillis() + clockSkew.toMillis();
            }
        } catch (MalformedClaimException e) {
            // The same complaint.
        }
        throw Denied.invalid("The token's expiry (exp) is not a time in seconds since 1970.");
    }

    private String name(JwtClaims claims) {
        if (claims.getClaimValue(nameClaim) instanceof String text) {
            String name = Names.normalised(text);
            if (Names.isName(name)) {
                return name;
            }
        }
        throw Denied.invalid(
                "The token's claim "
                        + nameClaim
                        + " must be a name; handoff.access.jwt.name-claim selects another claim. "
                        + Names.RULE);
    }

    private Set<String> roles(JwtClaims claims) {
        Object value = find(claims);
        if (value instanceof String text) {
            return words(Arrays.asList(text.split(" ")));
        }
        return value instanceof List<?> list ? words(list) : Set.of();
    }

    private @Nullable Object find(JwtClaims claims) {
        Object whole = claims.getClaimValue(rolesClaim);
        int slash = rolesClaim.indexOf('/');
        if (whole != null || slash < 0) {
            return whole;
        }
        return claims.getClaimValue(rolesClaim.substring(0, slash)) instanceof Map<?, ?> inner
                ? inner.get(rolesClaim.substring(slash + 1))
                : null;
    }

    private static Set<String> words(List<?> values) {
        return values.stream()
                .limit(MAX_ROLES)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(role -> !role.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
