package io.handoff.live;

import io.handoff.http.Problem;
import io.handoff.store.StoreUnavailable;
import java.util.Locale;

/** The codes of {@code error} frames, see docs/protocol.md. */
enum ErrorCode {
    BAD_FRAME(false),
    UNKNOWN_OP(false),
    BAD_CHANNEL(false),
    FORBIDDEN(false),
    NOT_SUBSCRIBED(false),
    ALREADY_SUBSCRIBED(false),
    TOO_MANY_SUBSCRIPTIONS(false),
    TOO_BIG(false),
    ID_TAKEN(false),
    BAD_TOKEN(false),
    RATE_LIMITED(true),
    UNAVAILABLE(true);

    private final boolean temporary;

    ErrorCode(boolean temporary) {
        this.temporary = temporary;
    }

    /** Whether the same frame may succeed later. */
    boolean temporary() {
        return temporary;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The code for a failure, or null if it is unexpected. */
    static ErrorCode of(Throwable failure) {
        if (failure instanceof StoreUnavailable) {
            return UNAVAILABLE;
        }
        if (!(failure instanceof Problem problem)) {
            return null;
        }
        return switch (problem.status()) {
            case 401 -> BAD_TOKEN;
            case 403 -> FORBIDDEN;
            case 409 -> ID_TAKEN;
            case 413 -> TOO_BIG;
            case 503 -> UNAVAILABLE;
            default -> BAD_FRAME;
        };
    }
}
