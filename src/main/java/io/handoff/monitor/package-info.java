/** Samples of what every replica does, once a second, and what {@code /monitor} shows of them. */
@NullMarked
package io.handoff.monitor;

import org.jspecify.annotations.NullMarked;
