/** Counters that all replicas know of each other: presence, connections of a user, capacity. */
@NullMarked
package io.handoff.cluster;

import org.jspecify.annotations.NullMarked;
