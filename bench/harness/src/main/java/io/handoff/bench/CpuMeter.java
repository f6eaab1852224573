package io.handoff.bench;

import java.lang.management.ManagementFactory;
import java.util.List;

/** The processor time of the servers and of the load generator, which is this process. */
final class CpuMeter {

    private final List<ServerProcess> servers;
    private final double serversBefore;
    private final double clientBefore = clientSeconds();

    CpuMeter(List<ServerProcess> servers) {
        this.servers = servers;
        this.serversBefore = serverSeconds();
    }

    /** Another load generator's own count, as {@code clientCpu}, goes before this process's. */
    Figures into(Figures figures) {
        double client =
                figures.has("clientCpu")
                        ? figures.get("clientCpu")
                        : clientSeconds() - clientBefore;
        double served = serverSeconds() - serversBefore;
        return figures.with("clientCores", client / figures.get("elapsed"))
                .with("serverCores", served / figures.get("elapsed"))
                .with("serverMicros", served * 1e6 / figures.get("count"));
    }

    private double serverSeconds() {
        return servers.stream().mapToDouble(server -> server.cpu().toNanos() / 1e9).sum();
    }

    private static double clientSeconds() {
        var system =
                ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return system.getProcessCpuTime() / 1e9;
    }
}
