/** The model of events and channels, and the port {@link io.handoff.event.EventStore}. */
@NullMarked
package io.handoff.event;

import org.jspecify.annotations.NullMarked;
