/** What operators do, stored before it is done, as events of the channel {@code ops:audit}. */
@NullMarked
package io.handoff.audit;

import org.jspecify.annotations.NullMarked;
