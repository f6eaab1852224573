/** One action on all tasks that match a query, run as a task itself. */
package io.handoff.bulk;
