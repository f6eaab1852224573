/**
 * The port {@link io.handoff.bus.Bus}: messages between replicas, at most once; and what its
 * adapters share. A message is a hint: the store is the truth.
 */
package io.handoff.bus;
