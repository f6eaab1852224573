package io.handoff.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Where and how Handoff stores tasks and events. */
@ConfigMapping(prefix = "handoff")
public interface StoreSettings {

    String DATA_DIR = "data";
    String STORE = "sqlite";

    /**
     * The folder of the embedded store and of {@code log.txt}; made if missing. Local disks only.
     */
    @WithDefault(DATA_DIR)
    Path dataDir();

    /**
     * The engine: {@code sqlite}, embedded in this process; or {@code postgres}, which several
     * replicas share, and whose place is in {@code QUARKUS_DATASOURCE_POSTGRES_JDBC_URL}, {@code
     * _USERNAME} and {@code _PASSWORD}.
     */
    @WithDefault(STORE)
    String store();

    Writes writes();

    Reads reads();

    /** The one writer and its group commit. */
    interface Writes {

        /** Writes that may wait for the writer; one more is answered with 503. */
        @WithDefault("20000")
        int maxQueued();

        /**
         * Writes of one transaction at most: more saves fsyncs, less makes the slowest write
         * quicker.
         */
        @WithDefault("512")
        int maxGroup();
    }

    /** The connections that read. */
    interface Reads {

        /** How many queries run at once. */
        @WithDefault("4")
        int connections();

        /** How long a query may wait for a connection before it is answered with 503. */
        @WithDefault("5s")
        Duration maxWait();
    }
}
