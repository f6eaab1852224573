package io.handoff.task.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.SettableClock;
import io.handoff.http.Problem;
import io.handoff.task.NewTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskRequestTest {

    private static final long NOW = SettableClock.START.toEpochMilli();
    private static final Set<String> KINDS = Set.of("process", "notify");

    @Test
    void shouldFillInDefaults() {
        NewTask task = read("{'kind':'process'}");

        assertEquals(NewTask.of("process", "{}", "alice", null, null), task);
    }

    @Test
    void shouldReadEveryField() {
        NewTask task =
                read(
                        "{'kind':'process','payload':{'n':1},'delay':2,'priority':-100,"
                                + "'maxAttempts':100,'timeout':'250ms','uniqueKey':'k'}");

        assertEquals(
                new NewTask(
                        "process",
                        "{\"n\":1}",
                        "alice",
                        NOW + 2_000,
                        new NewTask.Options(-100, 100, Duration.ofMillis(250), "k", null),
                        null),
                task);
    }

    @Test
    void shouldTakeNullForNotGiven() {
        NewTask task =
                read(
                        "{'kind':'process','payload':null,'delay':null,'runAt':null,'priority':null,"
                                + "'maxAttempts':null,'timeout':null,'uniqueKey':null}");

        assertEquals(NewTask.of("process", "{}", "alice", null, null), task);
        assertNull(task.options().uniqueKey());
    }

    @ParameterizedTest
    @CsvSource({"2,2000", "0.25,250", "'\"10s\"',10000", "'\"PT1M\"',60000", "'\"1d\"',86400000"})
    void shouldReadDelays(String delay, long millis) {
        assertEquals(NOW + millis, read("{'kind':'process','delay':" + delay + "}").runAt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2030-02-01T00:00:00Z", "2030-02-01T01:00:00+01:00"})
    void shouldReadMoments(String time) {
        assertEquals(1_896_134_400_000L, read("{'kind':'process','runAt':'" + time + "'}").runAt());
    }

    @Test
    void shouldTakeAPastMomentForNow() {
        assertTrue(read("{'kind':'process','runAt':'2001-01-01T00:00:00Z'}").runAt() < NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'payload':[]",
                "'payload':'text'",
                "'payload':1",
                "'delay':-1",
                "'delay':'soon'",
                "'delay':'-5s'",
                "'delay':true",
                "'delay':'367d'",
                "'delay':1e300",
                "'delay':'PT99999999999999H'",
                "'runAt':'tomorrow'",
                "'runAt':1893484800",
                "'runAt':'2030-01-31'",
                "'runAt':'2031-06-01T00:00:00Z'",
                "'runAt':'+999999999-12-31T23:59:59Z'",
                "'runAt':'-999999999-01-01T00:00:00Z'",
                "'priority':101",
                "'priority':-101",
                "'priority':1.5",
                "'priority':'high'",
                "'priority':18446744073709551621",
                "'maxAttempts':0",
                "'maxAttempts':101",
                "'maxAttempts':18446744073709551621",
                "'timeout':0",
                "'timeout':'0ms'",
                "'timeout':'25h'",
                "'timeout':{}",
                "'uniqueKey':''",
                "'uniqueKey':7",
                "'colour':'red'"
            })
    void shouldNameTheFieldThatIsWrong(String field) {
        String name = field.substring(1, field.indexOf('\'', 1));

        Problem problem = refusal("{'kind':'process'," + field + "}");

        assertEquals(400, problem.status());
        assertTrue(problem.getMessage().contains("'" + name + "'"), problem.getMessage());
    }

    @Test
    void shouldRefuseALongUniqueKey() {
        refusal("{'kind':'process','uniqueKey':'" + "x".repeat(256) + "'}");
        read("{'kind':'process','uniqueKey':'" + "x".repeat(255) + "'}");
    }

    @Test
    void shouldRefuseTwoTimes() {
        Problem problem = refusal("{'kind':'process','delay':1,'runAt':'2030-02-01T00:00:00Z'}");

        assertEquals("Give 'delay' or 'runAt', not both.", problem.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'kind':null}", "{'kind':'nope'}", "{'kind':7}", "{'kind':[]}"})
    void shouldNameTheKnownKinds(String body) {
        String detail = refusal(body).getMessage();

        assertTrue(detail.endsWith("known are [notify, process]."), detail);
    }

    private static Problem refusal(String body) {
        return assertThrows(Problem.class, () -> read(body));
    }

    private static NewTask read(String body) {
        try {
            return new TaskRequest(new ObjectMapper().readTree(body.replace('\'', '"')))
                    .toTask(KINDS, "alice", NOW, null, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
