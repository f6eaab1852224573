package io.handoff.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Refuses to let strangers in by accident. */
public final class BindGuard {

    private BindGuard() {}

    /**
     * @param host what the HTTP server listens on
     * @param access what was set, if anything was
     * @return one line that says what is wrong and what to set, or nothing if all is well
     */
    public static Optional<String> objection(String host, AccessSettings access) {
        return access.mode()
                .map(BindGuard::unknown)
                .orElseGet(() -> unset(host, KeySource.anySet(access.jwt())));
    }

    private static Optional<String> unknown(String mode) {
        return mode.equals(AccessSettings.OPEN) || mode.equals(AccessSettings.JWT)
                ? Optional.empty()
                : Optional.of("handoff.access.mode is '" + mode + "'; it can be open or jwt.");
    }

    private static Optional<String> unset(String host, boolean hasKey) {
        if (hasKey) {
            return Optional.of(
                    "There is a key for tokens, but handoff.access.mode is not set, so everybody"
                            + " would be a guest without one. Set HANDOFF_ACCESS_MODE=jwt to ask"
                            + " for tokens, or HANDOFF_ACCESS_MODE=open if you mean it.");
        }
        return isLoopback(host)
                ? Optional.empty()
                : Optional.of(
                        "Handoff would listen on "
                                + host
                                + " with everybody as a guest. Set QUARKUS_HTTP_HOST=localhost, or"
                                + " HANDOFF_ACCESS_MODE=jwt with a key for tokens, or"
                                + " HANDOFF_ACCESS_MODE=open if that is what you want.");
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
