package io.handoff.store.sql;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.task.TaskState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A partial index serves a query only if both have the same condition. */
class TaskConditionsTest {

    private static final List<String> INDEXED =
            List.of(
                    TaskConditions.in(TaskState.SCHEDULED),
                    TaskConditions.in(TaskState.QUEUED),
                    TaskConditions.in(TaskState.RUNNING),
                    TaskConditions.in(TaskState.DEAD),
                    TaskConditions.in(TaskState.CANCELLED),
                    TaskConditions.SUCCEEDED_OR_CANCELLED,
                    TaskConditions.HOLDS_UNIQUE_KEY);

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void shouldBeTheConditionsOfTheIndexes(String database) throws IOException {
        String schema = script("/db/" + database + "/1.sql");

        for (String condition : INDEXED) {
            assertTrue(schema.contains(" WHERE " + condition + ";\n"), condition);
        }
    }

    private static String script(String name) throws IOException {
        try (InputStream in = TaskConditionsTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
