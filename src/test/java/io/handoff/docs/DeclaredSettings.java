package io.handoff.docs;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every property of every {@code @ConfigMapping} of the service, with its default. */
final class DeclaredSettings {

    private DeclaredSettings() {}

    /** Defaults by property; the key of a map is written {@code <kind>}. */
    static Map<String, Optional<String>> all() {
        Map<String, Optional<String>> all = new TreeMap<>();
        new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.handoff")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::reflect)
                        .forEach(type -> all.putAll(of(type)));
        return all;
    }

    /** Those of one mapping, by the rules of SmallRye Config itself. */
    static Map<String, Optional<String>> of(Class<?> mapping) {
        Map<String, Optional<String>> settings = new TreeMap<>();
        ConfigMappings.getProperties(ConfigClass.configClass(mapping))
                .forEach(
                        (name, property) -> {
                            // A list stands there a second time, for its elements.
                            if (!name.endsWith("[*]")) {
                                settings.put(written(name), value(property));
                            }
                        });
        return settings;
    }

    private static Optional<String> value(Property property) {
        return property.hasDefaultValue()
                ? Optional.of(property.getDefaultValue())
                : Optional.empty();
    }

    /** The environment variable of a property, as MicroProfile Config maps it. */
    static String variable(String property) {
        return property.replace("<kind>", "kind")
                .replaceAll("[^A-Za-z0-9]", "_")
                .toUpperCase(Locale.ROOT)
                .replace("_KINDS_KIND_", "_KINDS_<KIND>_");
    }

    private static String written(String name) {
        return name.replace("*", "<kind>");
    }
}
