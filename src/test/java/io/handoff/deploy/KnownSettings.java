package io.handoff.deploy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The environment variables that the service listens to: documented ones and those in its code. */
final class KnownSettings {
    private static final Path CLASSES = Path.of("target/classes");

    /** The names that scripts rely on, from the README and the settings' Javadoc. */
    private static final Set<String> DOCUMENTED =
            Set.of(
                    "QUARKUS_HTTP_PORT",
                    "QUARKUS_HTTP_HOST",
                    "QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING",
                    "QUARKUS_HTTP_PROXY_TRUSTED_PROXIES",
                    "QUARKUS_DATASOURCE_POSTGRES_JDBC_URL",
                    "QUARKUS_DATASOURCE_POSTGRES_USERNAME",
                    "QUARKUS_DATASOURCE_POSTGRES_PASSWORD",
                    "HANDOFF_DATA_DIR",
                    "HANDOFF_STORE",
                    "HANDOFF_BUS",
                    "HANDOFF_BUS_URL",
                    "HANDOFF_ECHO_MAX_CONNECTIONS",
                    "HANDOFF_LIVE_MAX_CONNECTIONS",
                    "HANDOFF_LIVE_MAX_CONNECTIONS_PER_USER",
                    "HANDOFF_LIVE_MAX_CONNECTIONS_PER_IP",
                    "HANDOFF_TASKS_SLOTS",
                    "HANDOFF_TASKS_QUEUE_LIMIT",
                    "HANDOFF_ACCESS_MODE");

    private static final Set<String> ALL =
            Stream.concat(DOCUMENTED.stream(), mapped()).collect(Collectors.toUnmodifiableSet());

    private KnownSettings() {}

    static boolean contains(String variable) {
        return ALL.contains(variable);
    }

    private static Stream<String> mapped() {
        try (Stream<Path> files = Files.walk(CLASSES.resolve("io/handoff"))) {
            return files
                    .map(file -> CLASSES.relativize(file).toString())
                    .filter(file -> file.endsWith(".class"))
                    .map(KnownSettings::load)
                    .filter(type -> type.isAnnotationPresent(ConfigMapping.class))
                    .map(ConfigMappings.ConfigClass::configClass)
                    .flatMap(type -> ConfigMappings.getProperties(type).keySet().stream())
                    .map(KnownSettings::variable)
                    // All of it now: the folder is closed on return.
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String file) {
        String name = file.substring(0, file.length() - ".class".length());
        try {
            ClassLoader loader = KnownSettings.class.getClassLoader();
            return Class.forName(name.replace(File.separatorChar, '.'), false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
