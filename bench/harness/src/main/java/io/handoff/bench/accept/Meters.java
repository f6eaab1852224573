package io.handoff.bench.accept;

import io.handoff.bench.report.Report;
import io.handoff.bench.server.Http;
import io.handoff.bench.server.ServerProcess;
import java.net.http.HttpResponse;
import java.util.List;

/** What the service itself says about its tasks, to compare with what was counted from outside. */
final class Meters {

    private Meters() {}

    static void report(Report report, ServerProcess server) throws Exception {
        HttpResponse<String> answer = Http.get(server.port(), "/q/metrics");
        List<String> lines =
                answer.body()
                        .lines()
                        .filter(
                                line ->
                                        line.matches(
                                                "(?i)\\w*(accepted|finished|queued|running).*"))
                        .filter(line -> line.toLowerCase().startsWith("handoff"))
                        .limit(10)
                        .toList();
        report.note(
                lines.isEmpty()
                        ? "its meters name no tasks (/q/metrics: " + answer.statusCode() + ")"
                        : "its meters afterwards: `" + String.join("`, `", lines) + "`");
    }
}
