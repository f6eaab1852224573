package io.handoff.bench.rounds;

/** How long and how often. */
public record Plan(int rounds, int seconds, int warmUpSeconds) {}
