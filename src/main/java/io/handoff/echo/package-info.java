/** The echo socket and its connection limit. */
@NullMarked
package io.handoff.echo;

import org.jspecify.annotations.NullMarked;
