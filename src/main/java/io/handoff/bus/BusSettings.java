package io.handoff.bus;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The bus between replicas. */
@ConfigMapping(prefix = "handoff")
public interface BusSettings {

    /**
     * {@code local} is for a single process. Replicas share one bus: {@code redis}, {@code
     * rabbitmq} or {@code postgres}, which no other installation of Handoff may use.
     */
    @WithDefault("local")
    String bus();

    /**
     * The address: {@code redis://[user:password@]host[:port]} or {@code rediss://…}, {@code
     * amqp://[user:password@]host[:port][/vhost]} or {@code amqps://…}, {@code
     * jdbc:postgresql://host[:port]/database}. With {@code postgres} the default is the database of
     * {@code quarkus.datasource.postgres.jdbc.url}.
     */
    Optional<String> busUrl();

    /**
     * The most messages that may wait to be sent. A longer queue bridges a longer outage of the
     * bus; further messages are dropped and counted, and readers get the events from the store.
     */
    @WithDefault("10000")
    int busQueue();

    /**
     * The largest message, in bytes of UTF-8. For a larger event only its channel and seq are sent,
     * and each replica with subscribers reads it from the store; a larger ephemeral event is
     * dropped. With {@code postgres} the limit is at most 7,999 bytes.
     */
    @WithDefault("64K")
    MemorySize busMaxMessage();
}
