/** {@code /tasks}: resources, views and queries; submission on behalf of a request. */
@NullMarked
package io.handoff.task.api;

import org.jspecify.annotations.NullMarked;
