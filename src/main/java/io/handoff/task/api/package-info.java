/** {@code /tasks}: resources, views and queries; submission on behalf of a request. */
package io.handoff.task.api;
