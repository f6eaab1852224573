/** {@code /ws/live}, event streams and presence: what clients hear, and how many may listen. */
package io.handoff.live;
