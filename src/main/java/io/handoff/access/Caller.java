package io.handoff.access;

/** Who is calling. */
public record Caller(String name) {}
