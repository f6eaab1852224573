package io.handoff.access;

import io.handoff.http.Names;

import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What has to be in a token besides a good signature, and who it then stands for. */
record ClaimRules(
        Optional<String> issuer,
        Optional<String> audience,
        Duration clockSkew,
        String nameClaim,
        String rolesClaim) {

    /** The end of the year 9999: beyond it a time is a mistake, and adding to it may overflow. */
    private static final long LAST_SECOND = 253_402_300_799L;

    /** More than anybody needs, so that a signed token can't fill the heap either. */
    private static final int MAX_ROLES = 1_000;

    static ClaimRules of(AccessSettings.Jwt jwt) {
        return new ClaimRules(
                jwt.issuer(), jwt.audience(), jwt.clockSkew(), jwt.nameClaim(), jwt.rolesClaim());
    }

    /**
     * @param now epoch milliseconds
     * @throws io.handoff.http.Problem 401 that says what is wrong with the claims
     */
    Caller caller(JwtClaims claims, long now) {
        try {
            long end = end(claims, now);
            checkStart(claims, now);
            checkOrigin(claims);
            return new Caller(name(claims), roles(claims), end);
        } catch (MalformedClaimException e) {
            throw Denied.invalid("A claim of the token is not of the kind it has to be.");
        }
    }

    private long end(JwtClaims claims, long now) throws MalformedClaimException {
        NumericDate expiration = claims.getExpirationTime();
        if (expiration == null) {
            throw Denied.invalid("The token has no end; it needs the claim exp.");
        }
        long end = millis(expiration) + clockSkew.toMillis();
        if (end <= now) {
            throw Denied.invalid("The token has expired; get a new one.");
        }
        return end;
    }

    private void checkStart(JwtClaims claims, long now) throws MalformedClaimException {
        NumericDate notBefore = claims.getNotBefore();
        if (notBefore != null && millis(notBefore) - clockSkew.toMillis() > now) {
            throw Denied.invalid("The token does not count yet (nbf).");
        }
    }

    private static long millis(NumericDate date) {
        if (date.getValue() < 0 || date.getValue() > LAST_SECOND) {
            throw Denied.invalid("A time in the token is not one; they are seconds since 1970.");
        }
        return date.getValueInMillis();
    }

    private void checkOrigin(JwtClaims claims) throws MalformedClaimException {
        if (issuer.isPresent() && !issuer.get().equals(claims.getIssuer())) {
            throw Denied.invalid("The token is from another issuer (iss) than this service takes.");
        }
        if (audience.isPresent() && !audience(claims).contains(audience.get())) {
            throw Denied.invalid("The token is meant for another service (aud).");
        }
    }

    private static List<String> audience(JwtClaims claims) throws MalformedClaimException {
        return claims.hasAudience() ? claims.getAudience() : List.of();
    }

    private String name(JwtClaims claims) throws MalformedClaimException {
        if (claims.getClaimValue(nameClaim) instanceof String text) {
            String name = Names.normalised(text);
            if (Names.isName(name)) {
                return name;
            }
        }
        throw Denied.invalid(
                "The claim "
                        + nameClaim
                        + " of the token must be a name; handoff.access.jwt.name-claim can name"
                        + " another claim. "
                        + Names.RULE);
    }

    private Set<String> roles(JwtClaims claims) {
        Object value = find(claims);
        if (value instanceof String text) {
            return words(Arrays.asList(text.split(" ")));
        }
        return value instanceof List<?> list ? words(list) : Set.of();
    }

    private Object find(JwtClaims claims) {
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
