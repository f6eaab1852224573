/** The model of events and channels, and the port {@link io.handoff.event.EventStore}. */
package io.handoff.event;
