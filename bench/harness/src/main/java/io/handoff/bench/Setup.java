package io.handoff.bench;

import io.handoff.bench.load.LoadProcess;
import io.handoff.bench.machine.Jdk;
import io.handoff.bench.report.Report;
import io.handoff.bench.server.Servers;
import java.nio.file.Path;
import java.util.List;

/** What every scenario works with. */
public record Setup(
        Options options,
        Path root,
        Path work,
        List<Jdk> jdks,
        Jdk jdk,
        List<String> flags,
        Servers servers,
        LoadProcess load,
        Report report) {}
