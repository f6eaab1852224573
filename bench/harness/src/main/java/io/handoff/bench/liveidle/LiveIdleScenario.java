package io.handoff.bench.liveidle;

import io.handoff.bench.Scenario;
import io.handoff.bench.Setup;
import io.handoff.bench.live.LiveLimits;
import io.handoff.bench.memory.IdleMemory;
import io.handoff.bench.server.ServerProcess;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a user costs who is there and to whom nothing happens. */
public final class LiveIdleScenario implements Scenario {

    @Override
    public void run(Setup setup) throws Exception {
        int count = IdleMemory.affordable(setup);
        setup.report()
                .heading("Memory of " + count + " idle live connections, each with a subscription");
        try (ServerProcess handoff = setup.servers().handoff(LiveLimits.crowd(count + 1000));
                ServerProcess bare = setup.servers().bareEcho()) {
            Map<ServerProcess, String> loads = new LinkedHashMap<>();
            loads.put(handoff, "idlelive");
            loads.put(bare, "idle");
            new IdleMemory(setup, count, loads).run();
        }
    }
}
