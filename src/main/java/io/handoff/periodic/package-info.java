/** Jobs that run periodically, by monotonic time. */
package io.handoff.periodic;
