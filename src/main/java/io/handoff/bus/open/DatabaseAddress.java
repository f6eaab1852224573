package io.handoff.bus.open;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The database that the bus {@code postgres} uses by default. */
@Singleton
final class DatabaseAddress {

    private final Optional<String> url;
    private final Optional<String> username;
    private final Optional<String> password;

    DatabaseAddress(
            @ConfigProperty(name = "quarkus.datasource.postgres.jdbc.url") Optional<String> url,
            @ConfigProperty(name = "quarkus.datasource.postgres.username")
                    Optional<String> username,
            @ConfigProperty(name = "quarkus.datasource.postgres.password")
                    Optional<String> password) {
        this.url = url;
        this.username = username;
        this.password = password;
    }

    Optional<String> url() {
        return url;
    }

    /** Null if not set. */
    String username() {
        return username.orElse(null);
    }

    /** Null if not set. */
    String password() {
        return password.orElse(null);
    }
}
