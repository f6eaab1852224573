/** Jobs that run periodically, by monotonic time. */
@NullMarked
package io.handoff.periodic;

import org.jspecify.annotations.NullMarked;
