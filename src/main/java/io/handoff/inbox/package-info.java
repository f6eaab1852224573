/** What users have read of their own channels. */
@NullMarked
package io.handoff.inbox;

import org.jspecify.annotations.NullMarked;
