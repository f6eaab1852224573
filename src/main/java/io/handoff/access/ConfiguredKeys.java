package io.handoff.access;

import io.handoff.access.AccessSettings.Jwt;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmFactoryFactory;
import org.jose4j.keys.HmacKey;

/** The verification keys that the settings name. */
final class ConfiguredKeys {

    private ConfiguredKeys() {}

    /**
     * @throws IllegalArgumentException that names the setting to change, without its value
     */
    static KeySource of(Jwt jwt, InstantSource clock) {
        long set = countSet(jwt);
        if (set != 1) {
            throw new IllegalArgumentException(
                    "handoff.access.mode=jwt needs exactly one of handoff.access.jwt.secret,"
                            + " handoff.access.jwt.public-key and handoff.access.jwt.jwks; "
                            + (set == 0 ? "none" : set)
                            + " of them "
                            + (set > 1 ? "are" : "is")
                            + " set.");
        }
        // Its first use probes all algorithms: better now than on an event loop.
        AlgorithmFactoryFactory.getInstance();
        if (jwt.secret().isPresent()) {
            return secret(jwt.secret().get());
        }
        if (jwt.publicKey().isPresent()) {
            return named("public-key", jwt.publicKey(), text -> fixed(Pem.publicKey(text)));
        }
        return named("jwks", jwt.jwks(), location -> keySet(location, jwt, clock));
    }

    static KeySource secret(String secret) {
        return named(
                "secret",
                Optional.of(secret),
                text -> fixed(new HmacKey(text.getBytes(StandardCharsets.UTF_8))));
    }

    static KeySource fixed(Key key) {
        TrustedKeys keys = TrustedKeys.of(key);
        return () -> keys;
    }

    private static KeySource keySet(String location, Jwt jwt, InstantSource clock) {
        RemoteKeySet keys = new RemoteKeySet(JwksFetcher.at(location), jwt.jwksRefresh(), clock);
        // Startup does not wait for it: the issuer may start later than Handoff.
        keys.read();
        return keys;
    }

    static boolean anySet(Jwt jwt) {
        return countSet(jwt) > 0;
    }

    private static long countSet(Jwt jwt) {
        return Stream.of(jwt.secret(), jwt.publicKey(), jwt.jwks())
                .filter(Optional::isPresent)
                .count();
    }

    private static <T> T named(String setting, Optional<String> value, Function<String, T> read) {
        try {
            return read.apply(value.orElseThrow());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "handoff.access.jwt." + setting + " is unusable: " + e.getMessage() + '.', e);
        }
    }
}
