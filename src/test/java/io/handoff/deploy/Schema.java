package io.handoff.deploy;

import static com.fasterxml.jackson.databind.cfg.CoercionAction.Fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.kustomize.v1beta1.Kustomization;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds an object against the type its {@code apiVersion} and {@code kind} name. An unknown key
 * anywhere, or a value of another type than the API wants, is a finding.
 */
final class Schema {
    /** A component has the fields of a kustomization. */
    private static final Set<String> KUSTOMIZATIONS =
            Set.of(
                    "kustomize.config.k8s.io/v1beta1/Kustomization",
                    "kustomize.config.k8s.io/v1alpha1/Component");

    private static final Map<String, Class<?>> TYPES =
            ServiceLoader.load(KubernetesResource.class).stream()
                    .map(ServiceLoader.Provider::type)
                    .filter(HasMetadata.class::isAssignableFrom)
                    .map(type -> type.asSubclass(HasMetadata.class))
                    .collect(Collectors.toMap(Schema::nameOf, type -> type, (a, b) -> a));
    private static final ObjectMapper STRICT = strict();

    private Schema() {}

    static List<String> check(String where, ObjectNode object) {
        String name =
                object.path("apiVersion").asText("") + "/" + object.path("kind").asText("no kind");
        Class<?> type = KUSTOMIZATIONS.contains(name) ? Kustomization.class : TYPES.get(name);
        if (type == null) {
            return List.of(where + ": " + name + " is not a known Kubernetes type");
        }
        try {
            STRICT.treeToValue(object, type);
            return List.of();
        } catch (JsonMappingException e) {
            return List.of(where + ": " + e.getPathReference() + ": " + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            return List.of(where + ": " + e.getOriginalMessage());
        }
    }

    private static String nameOf(Class<? extends HasMetadata> type) {
        return HasMetadata.getApiVersion(type) + "/" + HasMetadata.getKind(type);
    }

    private static ObjectMapper strict() {
        ObjectMapper mapper =
                JsonMapper.builder()
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                        .annotationIntrospector(new NoCatchAll())
                        .build();
        // kubectl refuses `data: {PORT: 8080}` too; Jackson would make a string of it.
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, Fail)
                .setCoercion(CoercionInputShape.Float, Fail)
                .setCoercion(CoercionInputShape.Boolean, Fail);
        return mapper;
    }

    /** The generated types collect unknown keys in a map; without that setter they are errors. */
    private static final class NoCatchAll extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }
    }
}
