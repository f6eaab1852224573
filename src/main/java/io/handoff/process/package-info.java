/** The kind {@code process}: a resource, a worker, a payload. Copy it to add a kind of your own. */
package io.handoff.process;
