package io.handoff.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.junit.jupiter.api.Test;

class ErrorResponsesTest {

    private final Operation operation =
            OASFactory.createOperation()
                    .addTag("tasks")
                    .responses(
                            OASFactory.createAPIResponses()
                                    .addAPIResponse("200", OASFactory.createAPIResponse()));

    @Test
    void shouldAddWhatEveryCallMayAnswer() {
        assertEquals(List.of("200", "400", "401", "503"), statuses());
    }

    @Test
    void shouldAddNothingWhereThereIsNoCaller() {
        operation.setSecurity(List.of());

        assertEquals(List.of("200"), statuses());
    }

    @Test
    void shouldAddWhatFollowsFromTheParameters() {
        parameter(In.PATH, "id");
        parameter(In.HEADER, "Idempotency-Key");

        assertEquals(List.of("200", "400", "401", "403", "404", "422", "503"), statuses());
    }

    @Test
    void shouldNotForbidTheOwnInbox() {
        operation.setTags(List.of("inbox"));
        parameter(In.PATH, "id");

        assertEquals(List.of("200", "400", "401", "404", "503"), statuses());
    }

    @Test
    void shouldAddWhatFollowsFromABody() {
        operation.setRequestBody(OASFactory.createRequestBody());

        assertEquals(List.of("200", "400", "401", "413", "503"), statuses());
    }

    @Test
    void shouldKeepWhatTheResourceSays() {
        operation
                .getResponses()
                .addAPIResponse("503", OASFactory.createAPIResponse().description("its own"));

        statuses();

        assertEquals("its own", operation.getResponses().getAPIResponse("503").getDescription());
    }

    private void parameter(In in, String name) {
        operation.addParameter(OASFactory.createParameter().in(in).name(name));
    }

    private List<String> statuses() {
        new ErrorResponses()
                .filterOpenAPI(
                        OASFactory.createOpenAPI()
                                .paths(
                                        OASFactory.createPaths()
                                                .addPathItem(
                                                        "/tasks",
                                                        OASFactory.createPathItem()
                                                                .GET(operation))));
        return List.copyOf(operation.getResponses().getAPIResponses().keySet());
    }
}
