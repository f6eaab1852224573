/** What operators do, stored before it is done, as events of the channel {@code ops:audit}. */
package io.handoff.audit;
