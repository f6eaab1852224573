/** Samples of what every replica does, once a second, and what {@code /monitor} shows of them. */
package io.handoff.monitor;
