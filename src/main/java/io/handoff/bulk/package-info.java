/** One action on all tasks that match a query, run as a task itself. */
@NullMarked
package io.handoff.bulk;

import org.jspecify.annotations.NullMarked;
