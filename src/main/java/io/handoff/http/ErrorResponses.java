package io.handoff.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds the error responses that follow from the shape of an operation to the OpenAPI document, so
 * that no resource repeats them. Responses for reasons of its own (409, 426, 429, and 403 where a
 * role is needed) are declared by the resource. Runs when the service is built.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ErrorResponses implements OASFilter {

    private static final String OWN_INBOX = "inbox";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getPaths()
                .getPathItems()
                .values()
                .forEach(item -> item.getOperations().values().forEach(ErrorResponses::complete));
    }

    private static void complete(Operation operation) {
        Map<String, APIResponse> responses =
                new TreeMap<>(operation.getResponses().getAPIResponses());
        if (needsCaller(operation)) {
            add(responses, 400, "Malformed");
            add(responses, 401, "Unauthorized");
            add(responses, 503, "Unavailable");
        }
        if (has(operation, In.PATH) && !operation.getTags().contains(OWN_INBOX)) {
            add(responses, 403, "Foreign");
        }
        if (has(operation, In.PATH, "id")) {
            add(responses, 404, "Missing");
        }
        if (operation.getRequestBody() != null) {
            add(responses, 413, "TooLarge");
        }
        if (has(operation, In.HEADER, "Idempotency-Key")) {
            add(responses, 422, "KeyReused");
        }
        operation.getResponses().setAPIResponses(responses);
    }

    /** Only operations with an explicitly empty {@code security} have no caller. */
    private static boolean needsCaller(Operation operation) {
        return operation.getSecurity() == null || !operation.getSecurity().isEmpty();
    }

    private static boolean has(Operation operation, In in) {
        return parameters(operation).stream().anyMatch(parameter -> parameter.getIn() == in);
    }

    private static boolean has(Operation operation, In in, String name) {
        return parameters(operation).stream()
                .anyMatch(parameter -> parameter.getIn() == in && parameter.getName().equals(name));
    }

    private static List<Parameter> parameters(Operation operation) {
        return operation.getParameters() == null ? List.of() : operation.getParameters();
    }

    private static void add(Map<String, APIResponse> responses, int status, String name) {
        responses.putIfAbsent(Integer.toString(status), OASFactory.createAPIResponse().ref(name));
    }
}
