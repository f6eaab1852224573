package io.handoff.store.open;

import io.handoff.store.StoreCannotStart;
import io.handoff.store.StoreSettings;
import io.handoff.store.postgres.PostgresImport;
import io.handoff.store.postgres.PostgresSettings;
import io.handoff.store.sql.TableReader;
import io.handoff.store.sql.TableWriter;
import io.handoff.store.sqlite.SqliteExport;
import io.handoff.store.sqlite.SqliteImport;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** The rows of the stores that the settings name, for moving them while no service runs. */
public final class StoreRows {

    /** The newest schema of an embedded store that this version knows. */
    public static final int SCHEMA = SqliteExport.SCHEMA;

    private final Path dataDir;
    private final String store;
    private final PostgresSettings server;

    private record Server(Jdbc jdbc, Optional<String> username, Optional<String> password)
            implements PostgresSettings {}

    private record Url(Optional<String> url) implements PostgresSettings.Jdbc {}

    /**
     * @param settings gives a setting by its name, if it is set
     */
    public StoreRows(Function<String, Optional<String>> settings) {
        dataDir = Path.of(settings.apply("handoff.data-dir").orElse(StoreSettings.DATA_DIR));
        store = settings.apply("handoff.store").orElse(StoreSettings.STORE);
        String datasource = "quarkus.datasource.postgres.";
        server =
                new Server(
                        new Url(settings.apply(datasource + "jdbc.url")),
                        settings.apply(datasource + "username"),
                        settings.apply(datasource + "password"));
    }

    /**
     * With the settings that the service would have, without starting it. They are read one by one:
     * a native image has no mappings before the start.
     */
    public static StoreRows asConfigured() {
        SmallRyeConfig config = ConfigUtils.configBuilder().build();
        return new StoreRows(name -> config.getOptionalValue(name, String.class));
    }

    /** Where {@link #embedded} reads. */
    public String source() {
        return dataDir.toAbsolutePath().normalize().toString();
    }

    /** Where {@link #named} writes. */
    public String target() {
        return store.equals("postgres") ? "PostgreSQL" : source();
    }

    /**
     * The embedded store in the data directory, whichever the settings name.
     *
     * @throws StoreCannotStart with one line that says what to change
     */
    public TableReader embedded() {
        return SqliteExport.open(dataDir);
    }

    /**
     * The store that the settings name.
     *
     * @throws StoreCannotStart with one line that says what to change; also where it is not empty
     */
    public TableWriter named() {
        return switch (store) {
            case "sqlite" -> SqliteImport.open(dataDir);
            case "postgres" -> PostgresImport.open(server);
            default -> throw new StoreCannotStart(StoreWiring.unknown(store));
        };
    }
}
