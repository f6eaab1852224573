package io.handoff.deploy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The environment variables that the service listens to: documented ones and those in its code. */
final class KnownSettings {
    /** The names that scripts rely on, from the README. */
    private static final Set<String> DOCUMENTED =
            Set.of(
                    "QUARKUS_HTTP_PORT",
                    "QUARKUS_HTTP_HOST",
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
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.handoff")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::reflect)
                        .map(ConfigMappings.ConfigClass::configClass)
                        .flatMap(type -> ConfigMappings.getProperties(type).keySet().stream())
                        .map(KnownSettings::variable);
    }

    static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
