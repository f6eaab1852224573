package io.handoff.bench.live;

import io.handoff.bench.server.Http;
import io.handoff.bench.server.ServerProcess;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What the service counted, to hold against what was counted from outside. */
public final class LiveMeters {

    private LiveMeters() {}

    /** How many sockets it has closed with that code. */
    public static long closed(ServerProcess server, int code)
            throws IOException, InterruptedException {
        return sum(server, "handoff_sockets_closed_total\\{[^}]*code=\"" + code + "\"[^}]*\\}");
    }

    /** How many ephemeral events gave way to newer ones; empty where it does not say. */
    public static OptionalLong dropped(ServerProcess server)
            throws IOException, InterruptedException {
        String name = "handoff_live_ephemeral_dropped_total";
        return Http.get(server.port(), "/q/metrics").body().contains("\n" + name)
                ? OptionalLong.of(sum(server, name + "(?:\\{[^}]*\\})?"))
                : OptionalLong.empty();
    }

    private static long sum(ServerProcess server, String name)
            throws IOException, InterruptedException {
        Pattern line = Pattern.compile(name + " ([0-9.E+]+)");
        return Http.get(server.port(), "/q/metrics")
                .body()
                .lines()
                .map(line::matcher)
                .filter(found -> found.matches())
                .mapToLong(found -> (long) Double.parseDouble(found.group(1)))
                .sum();
    }
}
