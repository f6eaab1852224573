package io.handoff.access;

import io.handoff.access.AccessMeter.Reason;
import io.handoff.http.Problem;
import java.util.Map;

/** The ways to say no. None of them ever repeats what the caller sent. */
public final class Denied {

    private static final String CHALLENGE = "WWW-Authenticate";

    private Denied() {}

    /** 403: we know who this is, and it is not theirs. */
    public static Problem foreign(String detail) {
        return new Problem(403, detail, Map.of());
    }

    /** 401: nobody said who they are. */
    static Problem anonymous(String detail) {
        return new Problem(401, detail, Map.of(CHALLENGE, "Bearer"));
    }

    /** 401: what they sent does not count. */
    static Problem invalid(String reason) {
        return new Problem(401, reason, challenge(reason));
    }

    static Reason reason(Problem problem) {
        if (problem instanceof KeysMissing) {
            return Reason.NO_KEYS;
        }
        if (problem instanceof StoreAway) {
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

    /** No key could be read so far; looking again may help. */
    static final class KeysMissing extends Problem {

        private static final long serialVersionUID = 1L;

        KeysMissing() {
            super(
                    503,
                    "The keys that tokens are checked with can't be fetched now; try again.",
                    Map.of("Retry-After", "5"));
        }
    }

    /** Tickets can neither be kept nor looked for now; trying again may work. */
    static final class StoreAway extends Problem {

        private static final long serialVersionUID = 1L;

        StoreAway(String detail) {
            super(503, detail, Map.of("Retry-After", "2"));
        }
    }

    /** 401, but looking at the issuer's keys again may help. */
    static final class KeyUnknown extends Problem {

        private static final long serialVersionUID = 1L;

        KeyUnknown() {
            super(401, DETAIL, challenge(DETAIL));
        }

        private static final String DETAIL =
                "The token is signed with a key or in a way that does not count here.";
    }
}
