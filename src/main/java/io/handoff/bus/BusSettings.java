package io.handoff.bus;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What carries news of events between replicas. */
@ConfigMapping(prefix = "handoff")
public interface BusSettings {

    /**
     * {@code local}: one process, which needs nothing. Replicas need {@code redis}, {@code
     * rabbitmq} or {@code postgres}, the same one, which no other installation of Handoff uses.
     */
    @WithDefault("local")
    String bus();

    /**
     * Where it is: {@code redis://[user:password@]host[:port]} or {@code rediss://…}, {@code
     * amqp://[user:password@]host[:port][/vhost]} or {@code amqps://…}, {@code
     * jdbc:postgresql://host[:port]/database}. For {@code postgres} it may be absent: then it is
     * the database of {@code quarkus.datasource.postgres.jdbc.url}.
     */
    Optional<String> busUrl();

    /**
     * Events that may wait to be sent. More survive a longer absence of the bus as news; what is
     * over it is dropped and counted, and readers get it from the store.
     */
    @WithDefault("10000")
    int busQueue();

    /**
     * What is larger on the wire, in UTF-8, is announced and not carried: each replica that has
     * readers for it reads it from the store. Ephemeral events that are larger are dropped. With
     * {@code postgres} it is never more than 7,999 bytes.
     */
    @WithDefault("64K")
    MemorySize busMaxMessage();
}
