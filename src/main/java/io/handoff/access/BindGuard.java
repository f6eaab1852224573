package io.handoff.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Prevents an unauthenticated server from listening beyond loopback by accident. */
public final class BindGuard {

    private BindGuard() {}

    /**
     * @param host the address that the HTTP server listens on
     * @return one line with the error and the setting to change, or empty if there is none
     */
    public static Optional<String> objection(String host, AccessSettings access) {
        return access.mode()
                .map(BindGuard::unknown)
                .orElseGet(() -> unset(host, ConfiguredKeys.anySet(access.jwt())));
    }

    private static Optional<String> unknown(String mode) {
        return mode.equals(AccessSettings.OPEN) || mode.equals(AccessSettings.JWT)
                ? Optional.empty()
                : Optional.of("handoff.access.mode is '" + mode + "'; use open or jwt.");
    }

    private static Optional<String> unset(String host, boolean hasKey) {
        if (hasKey) {
            return Optional.of(
                    "A key for tokens is set, but handoff.access.mode is not, so no token would be"
                            + " required. Set HANDOFF_ACCESS_MODE=jwt to require tokens, or"
                            + " HANDOFF_ACCESS_MODE=open if that is what you want.");
        }
        return isLoopback(host)
                ? Optional.empty()
                : Optional.of(
                        "Handoff would listen on "
                                + host
                                + " without authentication. Set QUARKUS_HTTP_HOST=localhost, or"
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
