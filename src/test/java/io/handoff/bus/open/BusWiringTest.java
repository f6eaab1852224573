package io.handoff.bus.open;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Settings;
import io.handoff.bus.Bus;
import io.handoff.bus.BusSettings;
import io.handoff.bus.LocalBus;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusWiringTest {

    private static final DatabaseAddress NONE =
            new DatabaseAddress(Optional.empty(), Optional.empty(), Optional.empty());

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void shouldNeedNothingWhereThereIsOneProcess() {
        assertInstanceOf(LocalBus.class, bus(NONE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pigeon   |                         | set it to local, postgres, redis or rabbitmq",
                "redis    |                         | redis, but handoff.bus-url is missing",
                "redis    | amqp://:secret@host     | use the form redis://",
                "redis    | secret                  | use the form redis://",
                "redis    | redis://:secret@ho st   | use the form redis://",
                "rabbitmq |                         | rabbitmq, but handoff.bus-url is missing",
                "rabbitmq | http://secret           | use the form amqp://",
                "rabbitmq | amqp://host/secret/b/c  | use the form amqp://",
                "postgres |                         | but no database is configured",
                "postgres | postgres://secret@host  | use the form jdbc:postgresql://",
                "postgres | jdbc:postgresql://h:secret/d | use the form jdbc:postgresql://"
            })
    void shouldRefuseWhatMakesNoSense(String kind, String url, String line) {
        String message =
                assertThrows(
                                ConfigurationException.class,
                                () ->
                                        bus(
                                                NONE,
                                                "handoff.bus",
                                                kind,
                                                "handoff.bus-url",
                                                url == null ? "" : url))
                        .getMessage();

        assertTrue(message.contains(line), message);
        assertFalse(message.contains("secret"), message);
    }

    @ParameterizedTest
    @CsvSource({"bus-queue,0", "bus-max-message,1K", "bus-max-message,2G"})
    void shouldRefuseBoundsThatBoundNothing(String name, String value) {
        String message =
                assertThrows(
                                ConfigurationException.class,
                                () ->
                                        bus(
                                                NONE,
                                                "handoff.bus",
                                                "redis",
                                                "handoff.bus-url",
                                                "redis://localhost",
                                                "handoff." + name,
                                                value))
                        .getMessage();

        assertTrue(message.contains("handoff." + name), message);
    }

    /** Port 1 is closed: an unavailable bus does not stop the start. */
    @ParameterizedTest
    @CsvSource({
        "redis,redis://:secret@127.0.0.1:1",
        "redis,rediss://user:secret@127.0.0.1:1/0",
        "rabbitmq,amqp://user:secret@127.0.0.1:1/vhost",
        "rabbitmq,amqps://127.0.0.1:1",
        "postgres,jdbc:postgresql://127.0.0.1:1/handoff"
    })
    void shouldStartWhileTheServerIsDown(String kind, String url) {
        try (Bus bus = bus(NONE, "handoff.bus", kind, "handoff.bus-url", url)) {
            assertFalse(bus.status().connected());
        }
    }

    @Test
    void shouldUseTheDatabaseWhereThereIsNoAddress() {
        DatabaseAddress databaseAddress =
                new DatabaseAddress(
                        Optional.of("jdbc:postgresql://127.0.0.1:1/handoff"),
                        Optional.of("user"),
                        Optional.of("secret"));

        try (Bus bus = bus(databaseAddress, "handoff.bus", "postgres")) {
            assertFalse(bus.status().connected());
        }
        DatabaseAddress wrong =
                new DatabaseAddress(Optional.of("nonsense"), Optional.empty(), Optional.empty());
        assertEquals(
                "quarkus.datasource.postgres.jdbc.url is not a valid address for this bus: use the form"
                        + " jdbc:postgresql://host:5432/database.",
                assertThrows(
                                ConfigurationException.class,
                                () -> bus(wrong, "handoff.bus", "postgres"))
                        .getMessage());
    }

    private Bus bus(DatabaseAddress databaseAddress, String... settings) {
        return new BusWiring(Settings.of(BusSettings.class, settings), databaseAddress, vertx)
                .bus();
    }
}
