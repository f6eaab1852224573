package io.handoff;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** Settings as the service reads them: the real defaults, and what a test sets. */
public final class Settings {

    private Settings() {}

    /**
     * @param pairs names and values, taking turns
     */
    public static <T> T of(Class<T> type, String... pairs) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withMapping(type)
                .withMappingIgnore("handoff.**")
                .withSources(new PropertiesConfigSource(values, "test", 500))
                .build()
                .getConfigMapping(type);
    }
}
