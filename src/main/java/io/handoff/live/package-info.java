/** {@code /ws/live}, event streams and presence: what clients hear, and how many may listen. */
@NullMarked
package io.handoff.live;

import org.jspecify.annotations.NullMarked;
