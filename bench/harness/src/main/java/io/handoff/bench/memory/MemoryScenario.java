package io.handoff.bench.memory;

import io.handoff.bench.Scenario;
import io.handoff.bench.Setup;
import io.handoff.bench.server.ServerProcess;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an echo connection costs that only stands there. */
public final class MemoryScenario implements Scenario {

    @Override
    public void run(Setup setup) throws Exception {
        int count = IdleMemory.affordable(setup);
        setup.report().heading("Memory of " + count + " idle echo connections");
        Map<String, String> cap =
                Map.of("HANDOFF_ECHO_MAX_CONNECTIONS", String.valueOf(count + 1000));
        try (ServerProcess handoff = setup.servers().handoff(cap);
                ServerProcess bare = setup.servers().bareEcho()) {
            Map<ServerProcess, String> loads = new LinkedHashMap<>();
            loads.put(handoff, "idle");
            loads.put(bare, "idle");
            new IdleMemory(setup, count, loads).run();
        }
    }
}
