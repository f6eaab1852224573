package io.handoff.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Refuses to let strangers in by accident. */
public final class BindGuard {

    private BindGuard() {}

    /**
     * @param host what the HTTP server listens on
     * @param mode what was set, if anything was
     * @return one line that says what is wrong and what to set, or nothing if all is well
     */
    public static Optional<String> objection(String host, Optional<String> mode) {
        if (mode.isPresent() && !mode.get().equals("open")) {
            return Optional.of(
                    "handoff.access.mode is '" + mode.get() + "'; this version knows: open.");
        }
        if (mode.isEmpty() && !isLoopback(host)) {
            return Optional.of(
                    "Handoff would listen on "
                            + host
                            + " with everybody as a guest. Set QUARKUS_HTTP_HOST=localhost, or"
                            + " HANDOFF_ACCESS_MODE=open if that is what you want.");
        }
        return Optional.empty();
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
