package io.handoff.store.postgres;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Where the shared store is; the names are those of any Quarkus datasource. */
@ConfigMapping(prefix = "quarkus.datasource.postgres")
public interface PostgresSettings {

    Jdbc jdbc();

    Optional<String> username();

    Optional<String> password();

    /** How to reach the server. */
    interface Jdbc {

        /**
         * {@code jdbc:postgresql://host:5432/database}, with the driver's parameters if need be
         * ({@code ?sslmode=verify-full}). Straight to the server or through a session pooler: one
         * that shares out transactions loses the settings of our sessions.
         */
        Optional<String> url();
    }
}
