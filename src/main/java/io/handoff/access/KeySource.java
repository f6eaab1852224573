package io.handoff.access;

import io.handoff.access.AccessSettings.Jwt;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jose4j.jwa.AlgorithmFactoryFactory;

/** The keys that the settings name. */
final class KeySource {

    private KeySource() {}

    /**
     * @throws IllegalArgumentException that says which setting to change and never what is in it
     */
    static SigningKeys of(Jwt jwt, InstantSource clock) {
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
        // It looks through all algorithms once: better now than with the first token on an event
        // loop.
        AlgorithmFactoryFactory.getInstance();
        if (jwt.secret().isPresent()) {
            return named("secret", jwt.secret(), FixedKey::ofSecret);
        }
        if (jwt.publicKey().isPresent()) {
            return named("public-key", jwt.publicKey(), text -> FixedKey.of(Pem.publicKey(text)));
        }
        return named("jwks", jwt.jwks(), location -> keySet(location, jwt, clock));
    }

    private static KeySet keySet(String location, Jwt jwt, InstantSource clock) {
        KeySet keys = new KeySet(Jwks.at(location), jwt.jwksRefresh(), clock);
        // Nobody waits for it here: the issuer may start later than we do.
        keys.look();
        return keys;
    }

    static boolean anySet(Jwt jwt) {
        return countSet(jwt) > 0;
    }

    private static long countSet(Jwt jwt) {
        return (jwt.secret().isPresent() ? 1 : 0)
                + (jwt.publicKey().isPresent() ? 1 : 0)
                + (jwt.jwks().isPresent() ? 1 : 0);
    }

    private static <T> T named(String setting, Optional<String> value, Function<String, T> read) {
        try {
            return read.apply(value.orElseThrow());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "handoff.access.jwt." + setting + " is of no use: " + e.getMessage() + '.', e);
        }
    }
}
