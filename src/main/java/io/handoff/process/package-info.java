/** The kind {@code process}: a resource, a worker, a payload. Copy it to add a kind of your own. */
@NullMarked
package io.handoff.process;

import org.jspecify.annotations.NullMarked;
