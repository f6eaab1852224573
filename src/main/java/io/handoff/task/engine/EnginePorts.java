package io.handoff.task.engine;

import io.handoff.bus.Bus;
import io.handoff.task.Nodes;
import io.handoff.task.TaskStore;
import io.handoff.task.worker.Workers;
import jakarta.inject.Singleton;

/** What the engine works with: where tasks are stored, and which workers execute them. */
@Singleton
record EnginePorts(TaskStore store, Nodes nodes, Bus bus, Workers workers) {}
