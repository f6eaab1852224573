/** Counters that all replicas know of each other: presence, connections of a user, capacity. */
package io.handoff.cluster;
