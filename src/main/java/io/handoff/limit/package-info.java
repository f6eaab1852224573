/** The names of all limits, how often each was reached, and which are only counted. */
@NullMarked
package io.handoff.limit;

import org.jspecify.annotations.NullMarked;
