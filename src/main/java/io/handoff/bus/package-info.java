/**
 * The port {@link io.handoff.bus.Bus}: messages between replicas, at most once; and what its
 * adapters share. A message is a hint: the store is the truth.
 */
@NullMarked
package io.handoff.bus;

import org.jspecify.annotations.NullMarked;
