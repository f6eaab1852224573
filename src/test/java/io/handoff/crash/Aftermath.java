package io.handoff.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.handoff.crash.Promises.Promise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is found when all is done, held against what was promised. */
final class Aftermath {

    private static final Pattern WHOLE =
            Pattern.compile(
                    "(\\d{4}-\\d\\d-\\d\\dT\\S+Z) ([0-9a-f-]{36}) Processed: \\{\"n\":\\d+}");

    private record Ended(String state, int attempts) {}

    private final Promises promises;
    private final Map<String, Ended> tasks = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final Map<String, Instant> lastLine = new HashMap<>();
    private final Map<Long, Integer> told = new HashMap<>();
    private final Map<String, String> ends = new HashMap<>();
    private final Map<String, Long> seqs = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private int torn;
    private int crashedTooOften;

    private Aftermath(Promises promises) {
        this.promises = promises;
    }

    /**
     * Looks at everything; nothing may be under way any more.
     *
     * @param dataDirs of every replica
     */
    static Aftermath of(Promises promises, Api api, Path... dataDirs) throws IOException {
        Aftermath aftermath = new Aftermath(promises);
        api.eachTask(aftermath::task);
        for (int caller = 0; caller < Callers.COUNT; caller++) {
            api.eachEvent("user:" + Callers.user(caller), aftermath::event);
        }
        for (Path dataDir : dataDirs) {
            aftermath.lines(dataDir.resolve("log.txt"));
        }
        promises.all().forEach((id, promise) -> aftermath.judge(id, promise, api));
        aftermath.told.forEach(
                (n, times) -> aftermath.expect(times == 1, "Told " + times + " times: " + n));
        return aftermath;
    }

    /** What broke a promise; empty if none was. */
    List<String> faults() {
        return faults;
    }

    /** Tasks that ran when the process was killed for the third time, and are dead for that. */
    int crashedTooOften() {
        return crashedTooOften;
    }

    String figures() {
        long again = lines.values().stream().filter(count -> count > 1).count();
        return String.format(
                "%d accepted, %d lost or wrong, %d done again because they ran when it died,"
                        + " %d told to have succeeded and not done again after that, %d torn lines,"
                        + " %d dead after three crashes, %d notifications",
                promises.all().size(),
                faults.size(),
                again,
                promises.toldSucceeded().size(),
                torn,
                crashedTooOften,
                told.size());
    }

    private void task(JsonNode task) {
        tasks.put(
                task.get("id").asText(),
                new Ended(task.get("state").asText(), task.get("attempt").asInt()));
    }

    private void event(JsonNode event) {
        String channel = event.get("channel").asText();
        long seq = event.get("seq").asLong();
        Long before = seqs.put(channel, seq);
        expect(seq == (before == null ? 1 : before + 1), "Gap in " + channel + " before " + seq);
        if (event.get("type").asText().equals("task")) {
            JsonNode end = event.get("data");
            String other = ends.put(end.get("id").asText(), end.get("state").asText());
            expect(other == null, "Its end was told twice: " + end);
            return;
        }
        told.merge(event.get("data").get("data").get("n").asLong(), 1, Integer::sum);
    }

    private void lines(Path log) throws IOException {
        // Not readAllLines(): a torn line may end within a character.
        for (String line : Files.readString(log, StandardCharsets.ISO_8859_1).split("\n")) {
            Matcher whole = WHOLE.matcher(line);
            if (whole.matches()) {
                lines.merge(whole.group(2), 1, Integer::sum);
                lastLine.merge(
                        whole.group(2),
                        Instant.parse(whole.group(1)),
                        (one, other) -> one.isAfter(other) ? one : other);
            } else {
                torn++;
                expect(!line.contains("}"), "Lines got mixed: " + line);
            }
        }
    }

    private void judge(String id, Promise promise, Api api) {
        Ended task = tasks.get(id);
        if (task != null && !promise.notification()) {
            // The outcome and the word to its owner are one commit.
            expect(task.state.equals(ends.get(id)), task + ", but told was " + ends.get(id));
        }
        if (task == null) {
            faults.add("Lost: " + id + " " + promise);
        } else if (task.state.equals("dead") && ranWhenItDied(id, api) >= 3) {
            crashedTooOften++;
        } else {
            expect(task.state.equals("succeeded"), task + ": " + id + " " + promise);
            if (promise.notification()) {
                expect(told.containsKey(promise.n()), "Not told: " + id + " " + promise);
            } else {
                int count = lines.getOrDefault(id, 0);
                expect(count >= 1, "No line: " + id + " " + promise);
                // Each further line has an attempt to blame; none comes after the end.
                expect(count <= task.attempts, count + " lines, " + task + ": " + id);
                Instant told = promises.toldSucceeded().get(id);
                expect(
                        told == null || count == 0 || lastLine.get(id).isBefore(told),
                        count + " lines, one after its end was told: " + id + " " + promise);
            }
        }
    }

    private static long ranWhenItDied(String id, Api api) {
        int found = 0;
        for (JsonNode attempt : api.json("/tasks/" + id).get("attempts")) {
            found += attempt.path("error").asText("").contains("the process ended") ? 1 : 0;
        }
        return found;
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            faults.add(otherwise);
        }
    }
}
