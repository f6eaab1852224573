package io.handoff.bus.open;

import io.handoff.bus.BusConnector;
import io.handoff.bus.BusSettings;
import io.handoff.bus.postgres.PostgresBusConnection;
import io.handoff.bus.rabbitmq.RabbitBusConnection;
import io.handoff.bus.redis.RedisBusConnection;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Chooses the adapter that the settings name. Error messages never show a URL: it may hold secrets.
 */
final class BusTargets {

    /** Enough for a hint of the channel with the longest name. */
    private static final int MIN_BYTES = 2048;

    private final BusSettings settings;
    private final DatabaseAddress databaseAddress;
    private final Vertx vertx;

    BusTargets(BusSettings settings, DatabaseAddress databaseAddress, Vertx vertx) {
        this.settings = settings;
        this.databaseAddress = databaseAddress;
        this.vertx = vertx;
    }

    /**
     * @throws ConfigurationException if the settings name none
     */
    BusTarget busTarget() {
        int max = maxBytes();
        return switch (settings.bus()) {
            case "redis" -> new BusTarget(redis(), max);
            case "rabbitmq" -> new BusTarget(rabbit(), max);
            case "postgres" ->
                    new BusTarget(postgres(), Math.min(max, PostgresBusConnection.MAX_BYTES));
            default ->
                    throw new ConfigurationException(
                            "handoff.bus is '"
                                    + settings.bus()
                                    + "', which does not exist: set it to local, postgres, redis or"
                                    + " rabbitmq.");
        };
    }

    private int maxBytes() {
        long max = settings.busMaxMessage().asLongValue();
        if (max < MIN_BYTES || max > Integer.MAX_VALUE) {
            throw new ConfigurationException(
                    "handoff.bus-max-message must be at least 2K and below 2G.");
        }
        return (int) max;
    }

    private BusConnector redis() {
        String form = "redis://user:password@host:6379";
        String url = url(form);
        return checked(
                form,
                url,
                Set.of("redis", "rediss"),
                () -> RedisBusConnection.connector(vertx, url));
    }

    private BusConnector rabbit() {
        String form = "amqp://user:password@host:5672/vhost";
        String url = url(form);
        return checked(
                form, url, Set.of("amqp", "amqps"), () -> RabbitBusConnection.connector(url));
    }

    private BusConnector postgres() {
        Optional<String> own = settings.busUrl();
        String name = own.isPresent() ? "handoff.bus-url" : "quarkus.datasource.postgres.jdbc.url";
        String url = own.or(() -> databaseAddress.url()).orElseThrow(BusTargets::noDatabase);
        try {
            return PostgresBusConnection.connector(
                    url, databaseAddress.username(), databaseAddress.password());
        } catch (IllegalArgumentException e) {
            throw malformed(name, "jdbc:postgresql://host:5432/database");
        }
    }

    private static ConfigurationException noDatabase() {
        return new ConfigurationException(
                "handoff.bus is postgres, but no database is configured: set"
                        + " quarkus.datasource.postgres.jdbc.url, or handoff.bus-url to"
                        + " jdbc:postgresql://host:5432/database.");
    }

    private String url(String form) {
        return settings.busUrl()
                .orElseThrow(
                        () ->
                                new ConfigurationException(
                                        "handoff.bus is "
                                                + settings.bus()
                                                + ", but handoff.bus-url is missing: set it to an"
                                                + " address like "
                                                + form
                                                + "."));
    }

    private static BusConnector checked(
            String form, String url, Set<String> schemes, Supplier<BusConnector> connector) {
        try {
            URI address = URI.create(url);
            if (schemes.contains(String.valueOf(address.getScheme()))
                    && address.getHost() != null) {
                return connector.get();
            }
        } catch (IllegalArgumentException e) {
            // Reported below, like a wrong scheme.
        }
        throw malformed("handoff.bus-url", form);
    }

    private static ConfigurationException malformed(String name, String form) {
        return new ConfigurationException(
                name + " is not a valid address for this bus: use the form " + form + ".");
    }
}
