package io.handoff.access;

import io.handoff.access.AccessMeter.Reason;
import io.handoff.http.Problem;
import java.util.Map;

/** The problems of authentication and authorization. None of them quotes what the caller sent. */
public final class Denied {

    private static final String CHALLENGE = "WWW-Authenticate";

    private Denied() {}

    /** 403: the caller is known and lacks the permission. */
    public static Problem foreign(String detail) {
        return new Problem(403, detail, Map.of());
    }

    /** 401: the request has no credentials. */
    static Problem anonymous(String detail) {
        return new Problem(401, detail, Map.of(CHALLENGE, "Bearer"));
    }

    /** 401: the credentials are invalid. */
    static Problem invalid(String reason) {
        return new Problem(401, reason, challenge(reason));
    }

    static Reason reason(Problem problem) {
        if (problem instanceof KeysMissing) {
            return Reason.NO_KEYS;
        }
        if (problem instanceof TicketsUnavailable) {
            return Reason.NO_STORE;
        }
        String challenge = problem.headers().get(CHALLENGE);
        return "Bearer".equals(challenge) ? Reason.ANONYMOUS : Reason.INVALID;
    }

    private static Map<String, String> challenge(String reason) {
        // RFC 6750 §3 allows neither quotes nor backslashes in a description.
        String description = reason.replaceAll("[^ !#-\\[\\]-~]", "'");
        return Map.of(
                CHALLENGE,
                "Bearer error=\"invalid_token\", error_description=\"" + description + '"');
    }

    /** No keys could be read yet; reading them again may help. */
    static final class KeysMissing extends Problem {

        private static final long serialVersionUID = 1L;

        KeysMissing() {
            super(
                    503,
                    "The keys for tokens cannot be fetched now; try again.",
                    Map.of("Retry-After", "5"));
        }
    }

    /** The store that keeps the tickets is unavailable; trying again may work. */
    static final class TicketsUnavailable extends Problem {

        private static final long serialVersionUID = 1L;

        TicketsUnavailable(String detail) {
            super(503, detail, Map.of("Retry-After", "2"));
        }
    }

    /** 401, but reading the issuer's keys again may help. */
    static final class KeyUnknown extends Problem {

        private static final long serialVersionUID = 1L;

        KeyUnknown() {
            super(401, DETAIL, challenge(DETAIL));
        }

        private static final String DETAIL =
                "The token is signed with a key or algorithm that this service does not accept.";
    }
}
