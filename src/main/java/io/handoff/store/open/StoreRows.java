package io.handoff.store.open;

import io.handoff.store.StoreCannotStart;
import io.handoff.store.StoreSettings;
import io.handoff.store.TableReader;
import io.handoff.store.TableWriter;
import io.handoff.store.postgres.PostgresImport;
import io.handoff.store.postgres.PostgresSettings;
import io.handoff.store.sqlite.SqliteExport;
import io.handoff.store.sqlite.SqliteImport;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;

/** The rows of the stores that the settings name, for moving them while no service runs. */
public final class StoreRows {

    /** The newest schema of an embedded store that this version knows. */
    public static final int SCHEMA = SqliteExport.SCHEMA;

    private final StoreSettings settings;
    private final PostgresSettings server;

    public StoreRows(StoreSettings settings, PostgresSettings server) {
        this.settings = settings;
        this.server = server;
    }

    /**
     * With the settings that the service would have, without starting it.
     *
     * @throws StoreCannotStart that names a setting which makes no sense
     */
    public static StoreRows asConfigured() {
        try {
            SmallRyeConfig config =
                    ConfigUtils.configBuilder()
                            .withMapping(StoreSettings.class)
                            .withMapping(PostgresSettings.class)
                            // All the other settings, of which nothing is asked here.
                            .withMappingIgnore("handoff.**")
                            .withMappingIgnore("quarkus.datasource.postgres.**")
                            .build();
            return new StoreRows(
                    config.getConfigMapping(StoreSettings.class),
                    config.getConfigMapping(PostgresSettings.class));
        } catch (ConfigValidationException e) {
            throw new StoreCannotStart(e.getProblem(0).getMessage(), e);
        }
    }

    public Path dataDir() {
        return settings.dataDir();
    }

    /**
     * The embedded store in the data directory, whichever the settings name.
     *
     * @throws StoreCannotStart with one line that says what to change
     */
    public TableReader embedded() {
        return SqliteExport.open(settings.dataDir());
    }

    /**
     * The store that the settings name.
     *
     * @throws StoreCannotStart with one line that says what to change; also where it is not empty
     */
    public TableWriter named() {
        return switch (settings.store()) {
            case "sqlite" -> SqliteImport.open(settings.dataDir());
            case "postgres" -> PostgresImport.open(server);
            default -> throw new StoreCannotStart(StoreWiring.unknown(settings.store()));
        };
    }
}
