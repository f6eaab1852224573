package io.handoff.bus.open;

import io.handoff.bus.BusConnection;
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
 * Finds the line that the settings ask for. What is said of a URL never shows it: it has secrets.
 */
final class BusTargets {

    /** A hint of the channel with the longest name fits. */
    private static final int LEAST_BYTES = 2048;

    private final BusSettings settings;
    private final DatabaseAddress databaseAddress;
    private final Vertx vertx;

    BusTargets(BusSettings settings, DatabaseAddress databaseAddress, Vertx vertx) {
        this.settings = settings;
        this.databaseAddress = databaseAddress;
        this.vertx = vertx;
    }

    /**
     * @throws ConfigurationException if there is none
     */
    BusTarget busTarget() {
        int max = maxBytes();
        return switch (settings.bus()) {
            case "redis" -> new BusTarget(redis(), max);
            case "rabbitmq" -> new BusTarget(rabbit(), max);
            case "postgres" ->
                    new BusTarget(postgres(), Math.min(max, PostgresBusConnection.MOST_BYTES));
            default ->
                    throw new ConfigurationException(
                            "handoff.bus is '"
                                    + settings.bus()
                                    + "'; it can be local, postgres, redis or rabbitmq.");
        };
    }

    private int maxBytes() {
        long max = settings.busMaxMessage().asLongValue();
        if (max < LEAST_BYTES || max > Integer.MAX_VALUE) {
            throw new ConfigurationException(
                    "handoff.bus-max-message must be at least 2K and below 2G.");
        }
        return (int) max;
    }

    private BusConnection.Connector redis() {
        String form = "redis://user:password@host:6379";
        String url = url(form);
        return checked(
                form, url, Set.of("redis", "rediss"), () -> RedisBusConnection.dial(vertx, url));
    }

    private BusConnection.Connector rabbit() {
        String form = "amqp://user:password@host:5672/vhost";
        String url = url(form);
        return checked(form, url, Set.of("amqp", "amqps"), () -> RabbitBusConnection.dial(url));
    }

    private BusConnection.Connector postgres() {
        Optional<String> own = settings.busUrl();
        String name = own.isPresent() ? "handoff.bus-url" : "quarkus.datasource.postgres.jdbc.url";
        String url = own.or(() -> databaseAddress.url()).orElseThrow(BusTargets::noDatabase);
        try {
            return PostgresBusConnection.dial(
                    url, databaseAddress.username(), databaseAddress.password());
        } catch (IllegalArgumentException e) {
            throw malformed(name, "jdbc:postgresql://host:5432/database");
        }
    }

    private static ConfigurationException noDatabase() {
        return new ConfigurationException(
                "handoff.bus is postgres, but there is no database: set"
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
                                                + ", but handoff.bus-url is missing; it looks like "
                                                + form
                                                + "."));
    }

    private static BusConnection.Connector checked(
            String form, String url, Set<String> schemes, Supplier<BusConnection.Connector> dial) {
        try {
            URI address = URI.create(url);
            if (schemes.contains(String.valueOf(address.getScheme()))
                    && address.getHost() != null) {
                return dial.get();
            }
        } catch (IllegalArgumentException e) {
            // The same as where it is another scheme.
        }
        throw malformed("handoff.bus-url", form);
    }

    private static ConfigurationException malformed(String name, String form) {
        return new ConfigurationException(
                name + " is not an address for this bus; it looks like " + form + ".");
    }
}
